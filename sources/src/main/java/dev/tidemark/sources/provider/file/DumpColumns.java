package dev.tidemark.sources.provider.file;

import dev.tidemark.sources.csv.ColumnNames;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.text.FieldSplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where the columns of a CSV file stand, by its header. The time is `date`, `time`, `timestamp` or `datetime`, or a
/// `date` with a `time` of day; `open`, `high`, `low` and `close` have to be there; the other columns of a bar may be;
/// whatever else there is is not read. Case and punctuation do not matter.
///
/// @param count     number of columns
/// @param time      of the date or the time
/// @param timeOfDay of the time of day, or [#ABSENT]
/// @param symbol    of the symbol, or [#ABSENT]
/// @param values    of what a bar holds
record DumpColumns(int count, int time, int timeOfDay, int symbol, Map<Field, Integer> values) {
    /// The place of a column that is not there.
    static final int ABSENT = -1;
    /// Most columns of a file.
    static final int MOST = 64;

    private static final List<Field> NEEDED = List.of(Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE);
    private static final List<String> MOMENTS = List.of("timestamp", "datetime");

    /// Reads a header that was split.
    ///
    /// @throws ProviderException `BAD_ANSWER` naming what is missing or doubled
    static DumpColumns of(byte[] text, FieldSplitter fields, int count) throws ProviderException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = new String(text, fields.start(i), fields.length(i), StandardCharsets.UTF_8);
            names.add(ColumnNames.plain(name));
        }
        Map<Field, Integer> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            int column = find(names, ColumnNames.of(field.name().toLowerCase(Locale.ROOT)));
            if (column != ABSENT) {
                values.put(field, column);
            } else if (NEEDED.contains(field)) {
                throw Answers.bad("its header has no column " + field.name().toLowerCase(Locale.ROOT));
            }
        }
        return withTime(names, values);
    }

    private static DumpColumns withTime(List<String> names, Map<Field, Integer> values) throws ProviderException {
        int symbol = find(names, ColumnNames.of("symbol"));
        int moment = find(names, MOMENTS);
        int date = find(names, List.of("date"));
        int time = find(names, List.of("time"));
        if (moment == ABSENT && date == ABSENT && time == ABSENT) {
            throw Answers.bad("its header has no column date, time, timestamp or datetime");
        }
        if (moment != ABSENT) {
            return new DumpColumns(names.size(), moment, ABSENT, symbol, values);
        }
        return date == ABSENT
                ? new DumpColumns(names.size(), time, ABSENT, symbol, values)
                : new DumpColumns(names.size(), date, time, symbol, values);
    }

    /// The column with the first of the names that is there.
    private static int find(List<String> names, List<String> wanted) throws ProviderException {
        for (String name : wanted) {
            int column = names.indexOf(name);
            if (column != names.lastIndexOf(name)) {
                throw Answers.bad("its header has two columns " + name);
            }
            if (column >= 0) {
                return column;
            }
        }
        return ABSENT;
    }

    /// A field for a message.
    String text(byte[] line, FieldSplitter fields, int column) {
        return new String(line, fields.start(column), Math.min(fields.length(column), 40), StandardCharsets.UTF_8);
    }
}
