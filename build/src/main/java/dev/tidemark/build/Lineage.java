package dev.tidemark.build;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a partition was made from: recipe, configuration, facts, inputs. The partition records it in two attributes:
/// its
/// key, which decides whether it has to be made again, and the list, which says why.
///
/// @param recipe  `name version`, and the revision if it has one
/// @param config  digest of the dataset's configuration and schema
/// @param symbol  the output's symbol, since a recipe may depend on it
/// @param facts   of the series and of the partition
/// @param inputs  in the order they are read; none when they are many
/// @param many    number and digest of the inputs when they are too many to list; else empty
record Lineage(
        String recipe, String config, String symbol, SortedMap<String, String> facts, List<Input> inputs, String many) {
    private static final String KEY = SeriesState.BUILD + "key";
    private static final String LIST = SeriesState.BUILD + "lineage";
    /// Lists longer than this are kept as a digest: then it can be told that an input changed, but not which.
    private static final int MOST_LISTED = 400;

    /// With all inputs.
    Lineage(String recipe, String config, String symbol, SortedMap<String, String> facts, List<Input> inputs) {
        this(recipe, config, symbol, facts, inputs, "");
    }

    /// Rows that were read.
    ///
    /// @param name   `ticks/raw/SHFE.cu2402/2024-01-02`
    /// @param digest of what was read; 16 hex digits
    record Input(boolean isOwn, String name, long firstRow, long rows, String digest) {
        String text() {
            return (isOwn ? "own " : "near ") + firstRow + " " + rows + " " + digest + " " + name;
        }

        /// Where a month's rows stand in their partition does not matter: a row more in a month before moves them.
        static Input of(InputSlice slice) {
            return new Input(
                    slice.isOwn(),
                    slice.name(),
                    slice.leaf().isPresent() ? 0 : slice.firstRow(),
                    slice.rows(),
                    slice.digest().shortHex());
        }

        static Input parse(String text) {
            String[] words = text.split(" ", 5);
            return new Input(
                    words[0].equals("own"), words[4], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
        }
    }

    static Lineage of(Recipe recipe, String symbol, SortedMap<String, String> seriesFacts, Want want) {
        SortedMap<String, String> facts = new TreeMap<>(seriesFacts);
        facts.putAll(want.facts());
        if (want.slices() instanceof Crowd crowd) {
            String many = crowd.size() + " " + crowd.digest().shortHex();
            return new Lineage(recipeText(recipe), config(recipe.record()), symbol, facts, List.of(), many);
        }
        List<Input> inputs = want.slices().stream().map(Input::of).toList();
        return new Lineage(recipeText(recipe), config(recipe.record()), symbol, facts, inputs, "");
    }

    static String recipeText(Recipe recipe) {
        String revision = recipe.revision();
        return recipe.id() + " " + recipe.version() + (revision.isEmpty() ? "" : " " + revision);
    }

    static String config(DatasetRecord record) {
        StringBuilder text = new StringBuilder(record.schema().text()).append('\n');
        record.identity()
                .forEach((name, value) -> text.append(FieldLine.of(name, value)).append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    /// The key: equal keys give equal outputs. Attributes are part of it, since readers depend on them.
    Digest key(Want want) {
        StringBuilder text =
                new StringBuilder("key 1\nchunk ").append(want.chunk()).append('\n');
        lines(text);
        inputs.forEach(input -> text.append(input.text()).append('\n'));
        if (!many.isEmpty()) {
            text.append("many ").append(many).append('\n');
        }
        want.attributes()
                .forEach((name, value) -> text.append("attribute ")
                        .append(FieldLine.of(name, value))
                        .append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void lines(StringBuilder text) {
        text.append("recipe ").append(recipe).append('\n');
        text.append("config ").append(config).append('\n');
        text.append("symbol ").append(symbol).append('\n');
        facts.forEach((name, value) ->
                text.append("fact ").append(FieldLine.of(name, value)).append('\n'));
    }

    /// What the partition records beside the want's own attributes.
    SortedMap<String, String> attributes(Want want) {
        SortedMap<String, String> attributes = new TreeMap<>(want.attributes());
        attributes.put(KEY, key(want).shortHex());
        StringBuilder text = new StringBuilder();
        lines(text);
        if (many.isEmpty() && inputs.size() <= MOST_LISTED) {
            inputs.forEach(input -> text.append(input.text()).append('\n'));
        } else {
            text.append("many ").append(many.isEmpty() ? listed() : many).append('\n');
        }
        attributes.put(LIST, text.toString());
        return attributes;
    }

    /// Number and digest of the inputs.
    private String listed() {
        String text = inputs.stream().map(Input::text).collect(Collectors.joining("\n"));
        return inputs.size() + " "
                + Digest.of(text.getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    /// Whether there are more inputs than are listed.
    boolean isMany() {
        return !many.isEmpty();
    }

    /// The key that a stored partition records; empty when it was not built.
    static String keyOf(Partition stored) {
        return stored.attributes().getOrDefault(KEY, "");
    }

    /// What a stored partition records of its making.
    static Optional<Lineage> of(Partition stored) {
        String text = stored.attributes().get(LIST);
        if (text == null) {
            return Optional.empty();
        }
        String recipe = "";
        String config = "";
        String symbol = "";
        SortedMap<String, String> facts = new TreeMap<>();
        List<Input> inputs = new ArrayList<>();
        String many = "";
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            String rest = line.substring(space + 1);
            switch (space < 0 ? "" : line.substring(0, space)) {
                case "recipe" -> recipe = rest;
                case "config" -> config = rest;
                case "symbol" -> symbol = rest;
                case "fact" -> {
                    Map.Entry<String, String> fact = FieldLine.parse(rest);
                    facts.put(fact.getKey(), fact.getValue());
                }
                case "own", "near" -> inputs.add(Input.parse(line));
                case "many" -> many = rest;
                default -> {
                    // the end of the last line
                }
            }
        }
        return Optional.of(new Lineage(recipe, config, symbol, facts, inputs, many));
    }

    /// Why an output that was made from this has to be made again from `now`.
    Reason change(Lineage now) {
        if (!recipe.equals(now.recipe)) {
            return new Reason(Reason.Code.RECIPE_CHANGED, recipe + " → " + now.recipe);
        }
        if (!config.equals(now.config)) {
            return new Reason(Reason.Code.CONFIG_CHANGED, config + " → " + now.config);
        }
        return factChange(now)
                .or(() -> inputChange(now))
                .orElseGet(() -> new Reason(Reason.Code.INPUT_CHANGED, "one of " + now.count() + " inputs"));
    }

    private String count() {
        return isMany() ? many.substring(0, many.indexOf(' ')) : Integer.toString(inputs.size());
    }

    private Optional<Reason> factChange(Lineage now) {
        TreeSet<String> names = new TreeSet<>(facts.keySet());
        names.addAll(now.facts.keySet());
        for (String name : names) {
            String before = facts.getOrDefault(name, "unset");
            String after = now.facts.getOrDefault(name, "unset");
            if (!before.equals(after)) {
                return Optional.of(new Reason(Reason.Code.ofFact(name), name + " " + before + " → " + after));
            }
        }
        return Optional.empty();
    }

    private Optional<Reason> inputChange(Lineage now) {
        if (inputs.isEmpty() || now.inputs.isEmpty()) {
            return Optional.empty(); // there were too many to list
        }
        Map<String, Input> before = new TreeMap<>();
        inputs.forEach(input -> before.put(input.name(), input));
        Optional<Reason> neighbour = Optional.empty();
        for (Input input : now.inputs) {
            Input old = before.remove(input.name());
            if (input.equals(old)) {
                continue;
            }
            String text = changeOf(old, input);
            if (input.isOwn()) {
                return Optional.of(new Reason(Reason.Code.INPUT_CHANGED, text));
            }
            neighbour = neighbour.or(() -> Optional.of(new Reason(Reason.Code.NEIGHBOUR_CHANGED, text)));
        }
        if (neighbour.isEmpty() && !before.isEmpty()) {
            Input gone = before.values().iterator().next();
            Reason.Code code = gone.isOwn() ? Reason.Code.INPUT_REMOVED : Reason.Code.NEIGHBOUR_CHANGED;
            return Optional.of(new Reason(code, gone.name() + " is not read any more"));
        }
        return neighbour;
    }

    /// What became of an input.
    ///
    /// @param old what it was; null when it was not read
    static String changeOf(@Nullable Input old, Input now) {
        if (old == null) {
            return now.name() + " is new";
        }
        return now.name() + " "
                + (old.digest().equals(now.digest())
                        ? "rows " + rowsText(old) + " → " + rowsText(now)
                        : old.digest() + " → " + now.digest());
    }

    private static String rowsText(Input input) {
        return input.firstRow() + "+" + input.rows();
    }
}
