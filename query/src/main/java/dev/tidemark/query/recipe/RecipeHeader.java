package dev.tidemark.query.recipe;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.query.ImputedRows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a recipe file declares in the comments it begins with: lines `-- key: value`.
///
/// @param name    of the recipe
/// @param version at least 1
/// @param output  the dataset that it makes
/// @param inputs  at least one; the output has a partition for each of the first one's
/// @param chunk   how the output is cut; as the first input unless said, and equal to it
/// @param imputed whether it accepts rows that a fill made; else they are left out of all inputs. Unless said, an
/// output
///                in `features` or `regime` does not, others do
/// @param time    the output's time column; that of the first input unless said
record RecipeHeader(
        String name,
        int version,
        DatasetName output,
        List<SqlInput> inputs,
        Optional<ChunkSize> chunk,
        ImputedRows imputed,
        Optional<String> time) {
    private static final Pattern LINE = Pattern.compile("--\\s*([A-Za-z][A-Za-z-]*)\\s*:(.*)");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Pattern ALIAS = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern INPUT = Pattern.compile("(\\S+)\\s*=\\s*(\\S+)(.*)");
    private static final Pattern REACH =
            Pattern.compile("(lookback|lookahead)\\s+(\\d{1,9})\\s+(rows?|partitions?)(?=\\s|$)");
    private static final Pattern SEGMENT = Pattern.compile("segment\\s+(\\S+)");
    private static final Set<String> KEYS = Set.of("recipe", "version", "output", "input", "chunk", "time", "imputed");
    /// Groups whose values would be measured on what nobody traded.
    private static final Set<String> OF_REAL_ROWS = Set.of("features", "regime");

    /// Reads the header of a file.
    ///
    /// @throws RecipeFileException naming the line and what is expected
    static RecipeHeader parse(String text) {
        return new Parser().parse(text);
    }

    private static final class Parser {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, Integer> lines = new LinkedHashMap<>();
        private final List<SqlInput> inputs = new ArrayList<>();

        RecipeHeader parse(String text) {
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                String stripped = line.strip();
                if (!stripped.isEmpty() && !stripped.startsWith("--")) {
                    break;
                }
                Matcher matcher = LINE.matcher(stripped);
                if (matcher.matches()) {
                    take(
                            number,
                            matcher.group(1).toLowerCase(Locale.ROOT),
                            matcher.group(2).strip());
                }
            }
            return header();
        }

        private void take(int line, String key, String value) {
            if (!KEYS.contains(key)) {
                throw new RecipeFileException(
                        line,
                        "'" + key + "' is no key of a recipe's header; expected recipe, version, output, input, chunk,"
                                + " imputed or time (write a remark without a colon, or after the header)");
            }
            if (value.isEmpty()) {
                throw new RecipeFileException(line, "'" + key + "' has no value");
            }
            if (key.equals("input")) {
                inputs.add(input(line, value));
            } else if (values.put(key, value) != null) {
                throw new RecipeFileException(line, "'" + key + "' stands twice");
            }
            lines.put(key, line);
        }

        private SqlInput input(int line, String value) {
            Matcher matcher = INPUT.matcher(value);
            if (!matcher.matches() || !ALIAS.matcher(matcher.group(1)).matches()) {
                throw new RecipeFileException(
                        line,
                        "'" + value + "' is no input; expected ALIAS = DATASET [lookback N rows|partitions]"
                                + " [lookahead N rows|partitions] [segment ATTRIBUTE]");
            }
            DatasetName dataset = dataset(line, matcher.group(2));
            String rest = matcher.group(3);
            Map<String, SqlInput.Reach> reaches = new LinkedHashMap<>();
            Matcher reach = REACH.matcher(rest);
            while (reach.find()) {
                SqlInput.Reach wanted = new SqlInput.Reach(
                        Integer.parseInt(reach.group(2)), reach.group(3).startsWith("partition"));
                if (reaches.put(reach.group(1), wanted) != null) {
                    throw new RecipeFileException(line, "'" + reach.group(1) + "' stands twice");
                }
            }
            String after = REACH.matcher(rest).replaceAll("").strip();
            Matcher segment = SEGMENT.matcher(after);
            if (!after.isEmpty() && !segment.matches()) {
                throw new RecipeFileException(
                        line,
                        "'" + after + "' is not understood; expected lookback N rows, lookahead N partitions or"
                                + " segment ATTRIBUTE");
            }
            Set<String> names = new HashSet<>();
            inputs.forEach(other -> names.add(other.alias().toLowerCase(Locale.ROOT)));
            if (names.contains(matcher.group(1).toLowerCase(Locale.ROOT))
                    || inputs.stream().anyMatch(other -> other.dataset().equals(dataset))) {
                throw new RecipeFileException(line, "the input " + value + " stands twice");
            }
            return new SqlInput(
                    matcher.group(1),
                    dataset,
                    reaches.getOrDefault("lookback", SqlInput.Reach.NONE),
                    reaches.getOrDefault("lookahead", SqlInput.Reach.NONE),
                    after.isEmpty() ? Optional.empty() : Optional.of(segment.group(1)));
        }

        private static DatasetName dataset(int line, String text) {
            try {
                return DatasetName.parse(text);
            } catch (TidemarkException e) {
                throw new RecipeFileException(line, String.valueOf(e.getMessage()));
            }
        }

        private RecipeHeader header() {
            String name = required("recipe");
            if (!NAME.matcher(name).matches()) {
                throw new RecipeFileException(
                        lines.getOrDefault("recipe", 0),
                        "'" + name + "' is no name for a recipe; expected lower-case letters, digits, _ and -");
            }
            if (inputs.isEmpty()) {
                throw new RecipeFileException(0, "the header names no input; expected a line `-- input: t = DATASET`");
            }
            DatasetName output = dataset(lines.getOrDefault("output", 0), required("output"));
            if (inputs.stream().anyMatch(input -> input.dataset().equals(output))) {
                throw new RecipeFileException(lines.getOrDefault("output", 0), "the output is one of the inputs");
            }
            return new RecipeHeader(
                    name,
                    version(),
                    output,
                    List.copyOf(inputs),
                    chunk(),
                    imputed(output),
                    Optional.ofNullable(values.get("time")));
        }

        private String required(String key) {
            String value = values.get(key);
            if (value == null) {
                throw new RecipeFileException(0, "the header has no line `-- " + key + ": …`");
            }
            return value;
        }

        private int version() {
            String text = required("version");
            if (!text.matches("[1-9]\\d{0,8}")) {
                throw new RecipeFileException(
                        lines.getOrDefault("version", 0), "version '" + text + "' is no whole number from 1 on");
            }
            return Integer.parseInt(text);
        }

        private ImputedRows imputed(DatasetName output) {
            String text = values.get("imputed");
            if (text == null) {
                return OF_REAL_ROWS.contains(output.group()) ? ImputedRows.EXCLUDED : ImputedRows.INCLUDED;
            }
            return switch (text) {
                case "include" -> ImputedRows.INCLUDED;
                case "exclude" -> ImputedRows.EXCLUDED;
                default ->
                    throw new RecipeFileException(
                            lines.getOrDefault("imputed", 0), "imputed '" + text + "'; expected include or exclude");
            };
        }

        private Optional<ChunkSize> chunk() {
            String text = values.get("chunk");
            if (text == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(ChunkSize.parse(text));
            } catch (TidemarkException e) {
                throw new RecipeFileException(lines.getOrDefault("chunk", 0), String.valueOf(e.getMessage()));
            }
        }
    }
}
