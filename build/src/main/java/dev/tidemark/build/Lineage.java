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

/// What a partition was made from: recipe, configuration, facts, inputs. The partition records it in two attributes:
/// its
/// key, which decides whether it has to be made again, and the list, which says why.
///
/// @param recipe  `name version`
/// @param config  digest of the dataset's configuration and schema
/// @param symbol  the output's symbol, since a recipe may depend on it
/// @param facts   of the series and of the partition
/// @param inputs  in the order they are read
record Lineage(String recipe, String config, String symbol, SortedMap<String, String> facts, List<Input> inputs) {
    private static final String KEY = SeriesState.BUILD + "key";
    private static final String LIST = SeriesState.BUILD + "lineage";
    /// Lists longer than this are kept as a digest: then it can be told that an input changed, but not which.
    private static final int MOST_LISTED = 400;

    /// Rows that were read.
    ///
    /// @param name   `ticks/raw/SHFE.cu2402/2024-01-02`
    /// @param digest of what was read; 16 hex digits
    record Input(boolean isOwn, String name, long firstRow, long rows, String digest) {
        String text() {
            return (isOwn ? "own " : "near ") + firstRow + " " + rows + " " + digest + " " + name;
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
        List<Input> inputs = new ArrayList<>();
        for (InputSlice slice : want.slices()) {
            inputs.add(new Input(
                    slice.isOwn(),
                    slice.name(),
                    slice.firstRow(),
                    slice.rows(),
                    slice.digest().shortHex()));
        }
        return new Lineage(recipeText(recipe), config(recipe.record()), symbol, facts, inputs);
    }

    static String recipeText(Recipe recipe) {
        return recipe.id() + " " + recipe.version();
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
        if (inputs.size() <= MOST_LISTED) {
            inputs.forEach(input -> text.append(input.text()).append('\n'));
        } else {
            text.append("many ").append(inputs.size()).append('\n');
        }
        attributes.put(LIST, text.toString());
        return attributes;
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
                default -> {
                    // a number of inputs that are not listed
                }
            }
        }
        return Optional.of(new Lineage(recipe, config, symbol, facts, inputs));
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
                .orElseGet(() -> new Reason(Reason.Code.INPUT_CHANGED, "one of " + now.inputs.size() + " inputs"));
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
        if (inputs.isEmpty()) {
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
            String text = input.name() + " "
                    + (old == null
                            ? "is new"
                            : old.digest().equals(input.digest())
                                    ? "rows " + rowsText(old) + " → " + rowsText(input)
                                    : old.digest() + " → " + input.digest());
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

    private static String rowsText(Input input) {
        return input.firstRow() + "+" + input.rows();
    }
}
