package dev.tidemark.sources.csv;

import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which field of a line is which column of the dataset.
final class ColumnPlan {
    /// The answer for a column that the file lacks.
    static final int ABSENT = -1;

    private final Schema schema;
    private final int fields;
    private final int[] fieldOf;
    private final int symbol;
    private final int time;
    private final int timeOfDay;
    private final int buyerIsMaker;
    private final int ignored;

    private ColumnPlan(Resolution resolution, DatasetShape shape, CsvPreset preset) throws SourceRefusedException {
        schema = shape.schema();
        fields = resolution.names.size();
        fieldOf = new int[schema.fields().size()];
        Arrays.fill(fieldOf, ABSENT);
        timeOfDay = resolution.timeOfDay(shape);
        time = resolution.time(shape, timeOfDay);
        symbol = resolution.find("symbol");
        for (int column = 0; column < fieldOf.length; column++) {
            Field field = schema.fields().get(column);
            if (column != schema.timeIndex()) {
                fieldOf[column] = field.name().equals("symbol") ? symbol : resolution.find(field.name());
            }
            if (fieldOf[column] == ABSENT && shape.needs(field.name())) {
                throw resolution.lacks(field.name());
            }
        }
        buyerIsMaker = shape == DatasetShape.TRADES ? resolution.find(ColumnNames.BUYER_IS_MAKER) : ABSENT;
        resolution.checkAllUsed(schema);
        ignored = resolution.unused(preset);
    }

    /// Finds the columns of a shape among a file's columns.
    ///
    /// @param names of the file's columns, in their order; empty texts where only positions are known
    /// @throws SourceRefusedException when a needed one is missing
    static ColumnPlan of(List<String> names, CsvLayout layout, CsvPreset preset, DatasetShape shape)
            throws SourceRefusedException {
        return new ColumnPlan(new Resolution(names, layout.columns()), shape, preset);
    }

    /// Number of fields of a line.
    int fields() {
        return fields;
    }

    Schema schema() {
        return schema;
    }

    /// The field of a column of the schema, or [#ABSENT]; always absent for the time.
    int fieldOf(int column) {
        return fieldOf[column];
    }

    int symbol() {
        return symbol;
    }

    int time() {
        return time;
    }

    /// The field of the time of day where it stands apart from the date, or [#ABSENT].
    int timeOfDay() {
        return timeOfDay;
    }

    int buyerIsMaker() {
        return buyerIsMaker;
    }

    /// Number of columns that nothing takes.
    int ignored() {
        return ignored;
    }

    /// The search for columns, which remembers what it found.
    private static final class Resolution {
        private final List<String> names;
        private final Map<String, String> said;
        private final Map<String, Integer> byPlainName = new HashMap<>();
        private final Set<Integer> used = new HashSet<>();
        private final Set<String> usedWords = new HashSet<>();

        Resolution(List<String> names, Map<String, String> said) {
            this.names = names;
            this.said = said;
            for (int i = 0; i < names.size(); i++) {
                byPlainName.putIfAbsent(ColumnNames.plain(names.get(i)), i);
            }
            byPlainName.remove("");
        }

        int find(String column) throws SourceRefusedException {
            return said.containsKey(column) ? said(column) : recognised(ColumnNames.of(column));
        }

        private int said(String column) throws SourceRefusedException {
            String wanted = said.getOrDefault(column, "");
            usedWords.add(column);
            int exact = names.indexOf(wanted);
            Integer alike = byPlainName.get(ColumnNames.plain(wanted));
            if (exact >= 0) {
                return use(exact);
            }
            if (alike != null) {
                return use(alike);
            }
            int position = wanted.matches("[1-9]\\d{0,2}") ? Integer.parseInt(wanted) : 0;
            if (position < 1 || position > names.size()) {
                throw refused("column '" + wanted + "' (for " + column + ") is not there");
            }
            return use(position - 1);
        }

        private int recognised(List<String> plainNames) {
            for (String name : plainNames) {
                Integer at = byPlainName.get(name);
                if (at != null && !used.contains(at)) {
                    return use(at);
                }
            }
            return ABSENT;
        }

        private int use(int field) {
            used.add(field);
            return field;
        }

        /// A time of day is one only beside a date.
        int timeOfDay(DatasetShape shape) throws SourceRefusedException {
            if (said.containsKey(ColumnNames.TIME_OF_DAY)) {
                return said(ColumnNames.TIME_OF_DAY);
            }
            boolean hasOther = said.containsKey(ColumnNames.TIME)
                    || said.containsKey(ColumnNames.DATE)
                    || ColumnNames.ofTime(shape).stream().anyMatch(byPlainName::containsKey);
            return !hasOther && byPlainName.containsKey("date") ? recognised(List.of("time")) : ABSENT;
        }

        int time(DatasetShape shape, int timeOfDay) throws SourceRefusedException {
            for (String word : List.of(
                    ColumnNames.TIME,
                    ColumnNames.DATE,
                    shape.schema().fields().get(shape.schema().timeIndex()).name())) {
                if (said.containsKey(word)) {
                    return said(word);
                }
            }
            int found = timeOfDay == ABSENT ? recognised(ColumnNames.ofTime(shape)) : ABSENT;
            found = found == ABSENT ? recognised(List.of("date", "time")) : found;
            if (found == ABSENT) {
                throw lacks("time");
            }
            return found;
        }

        SourceRefusedException lacks(String column) {
            return refused("column '" + column + "' is missing");
        }

        private SourceRefusedException refused(String what) {
            String there = names.stream().allMatch(String::isEmpty)
                    ? names.size() + " columns without names; name them by position with --columns time=1,..."
                    : String.join(",", names) + "; say which is which with --columns, or choose a --preset";
            return new SourceRefusedException(RefusalReason.BAD_COLUMNS, what + "; found " + there);
        }

        void checkAllUsed(Schema schema) throws SourceRefusedException {
            for (String word : said.keySet()) {
                if (!usedWords.contains(word)) {
                    throw refused("--columns names '" + word + "', which is no column of " + schema.text());
                }
            }
        }

        int unused(CsvPreset preset) {
            int count = 0;
            for (int i = 0; i < names.size(); i++) {
                count += used.contains(i) || preset.drops(ColumnNames.plain(names.get(i))) ? 0 : 1;
            }
            return count;
        }
    }
}
