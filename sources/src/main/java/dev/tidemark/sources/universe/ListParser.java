package dev.tidemark.sources.universe;

import dev.tidemark.lake.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one list out of its bytes. For one use.
final class ListParser {
    private final ListFile file;
    private final byte[] bytes;
    private final ListOpening opening;
    private final List<InstrumentRow> rows = new ArrayList<>();
    private final List<SourceFault> faults = new ArrayList<>();
    private final List<SourceFault> notes = new ArrayList<>();
    private final Map<List<String>, Long> seen = new HashMap<>();

    ListParser(ListFile file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.opening = ListOpening.of(bytes);
    }

    ListReading read() {
        if (isUtf16()) {
            fault(1, ListReason.BAD_ENCODING, "it is UTF-16; save it as UTF-8");
        } else {
            readRecords();
        }
        return new ListReading.Read(file, Digest.of(bytes), rows, faults, notes);
    }

    private boolean isUtf16() {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                        || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    }

    private void readRecords() {
        for (char separator : opening.separators().toCharArray()) {
            CsvRecords records = records(separator);
            if (!records.next()) {
                fault(0, ListReason.EMPTY_FILE, "it is empty");
                return;
            }
            ListColumns columns = ListColumns.of(records.fields());
            if (records.fault().isEmpty() && columns.symbol() >= 0) {
                noteDuplicates(records);
                while (records.next()) {
                    record(records, columns, separator);
                }
                return;
            }
        }
        faultyHeader();
    }

    private CsvRecords records(char separator) {
        return new CsvRecords(bytes, opening.from(), opening.line(), (byte) separator);
    }

    private void faultyHeader() {
        CsvRecords records = records(opening.separators().charAt(0));
        records.next();
        String header = "its header '" + records.preview() + "' ";
        if (records.fault().isPresent()) {
            fault(records.line(), records.fault().get(), header + "cannot be read");
        } else {
            fault(records.line(), ListReason.MISSING_COLUMN, header + "has no column symbol");
        }
    }

    private void noteDuplicates(CsvRecords header) {
        Set<String> names = new HashSet<>();
        for (String name : ListColumns.names(header.fields())) {
            if (!name.isEmpty() && !names.add(name)) {
                note(
                        header.line(),
                        ListReason.DUPLICATE_COLUMN,
                        "its column " + name + " stands twice; the first is read");
            }
        }
    }

    private void record(CsvRecords records, ListColumns columns, char separator) {
        List<String> fields = records.fields();
        if (records.fault().isPresent()) {
            fault(records.line(), records.fault().get(), "the row '" + records.preview() + "' cannot be read");
        } else if (fields.stream().allMatch(String::isEmpty)) {
            return;
        } else if (fields.size() <= columns.last()) {
            ragged(records, columns);
        } else if (fields.size() < columns.count()) {
            note(records.line(), ListReason.SHORT_ROW, size(records, columns) + "; the missing ones are not read");
            row(records, columns);
        } else if (isBlankFrom(fields, columns.count())) {
            row(records, columns);
        } else {
            widened(records, columns, separator);
        }
    }

    private static boolean isBlankFrom(List<String> fields, int from) {
        return fields.subList(from, fields.size()).stream().allMatch(String::isEmpty);
    }

    private void ragged(CsvRecords records, ListColumns columns) {
        fault(records.line(), ListReason.RAGGED_ROW, size(records, columns));
    }

    private static String size(CsvRecords records, ListColumns columns) {
        return "the row '" + records.preview() + "' has " + records.fields().size() + " fields, the header "
                + columns.count();
    }

    /// A row with too many fields: by decimal commas, or by something that cannot be told. What is no currency in the
    /// place of one says that the comma was another.
    private void widened(CsvRecords records, ListColumns columns, char separator) {
        List<String> fields = records.fields();
        int excess = fields.size() - columns.count();
        int first = fields.size();
        int numbers = 0;
        for (int i = 0; i + 1 < fields.size(); i++) {
            if (isDigits(fields.get(i)) && isDigits(fields.get(i + 1))) {
                first = Math.min(first, i);
                numbers++;
            }
        }
        boolean isShifted = columns.last() < first && !columns.hasCurrencyOrNone(fields);
        if (separator != ',' || numbers < excess || isShifted) {
            ragged(records, columns);
            return;
        }
        String text = size(records, columns) + ": a number with a decimal comma has to stand in quotes";
        if (columns.last() < first) {
            note(records.line(), ListReason.DECIMAL_COMMA, text);
            row(records, columns);
        } else {
            fault(records.line(), ListReason.DECIMAL_COMMA, text);
        }
    }

    private static boolean isDigits(String field) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean isMark = (c == '-' && i == 0) || (c == '%' && i > 0 && i == field.length() - 1);
            if (!isMark && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !field.isEmpty();
    }

    private void row(CsvRecords records, ListColumns columns) {
        InstrumentRow row = columns.row(file.name(), records.line(), records.fields());
        rows.add(row);
        if (row.symbol().isEmpty()) {
            note(row.line(), ListReason.MISSING_SYMBOL, "the row '" + records.preview() + "' has no symbol");
        }
        Long before = seen.putIfAbsent(
                List.of(row.symbol(), row.isin(), row.market(), row.name(), row.currency()), row.line());
        if (before != null) {
            note(row.line(), ListReason.DUPLICATE_ROW, "the row '" + records.preview() + "' repeats line " + before);
        }
    }

    private void fault(long line, ListReason reason, String why) {
        faults.add(said(line, reason, why));
    }

    private void note(long line, ListReason reason, String what) {
        notes.add(said(line, reason, what));
    }

    private SourceFault said(long line, ListReason reason, String what) {
        String place = line > 0 ? file.name() + ":" + line : file.name();
        return new SourceFault(file.name(), line, reason.code(), "in the list " + place + " " + what);
    }
}
