package dev.tidemark.market.instrument;

import dev.tidemark.market.TableException;
import dev.tidemark.market.TableLines;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The registry of instruments: one row per symbol and day from which it holds. Immutable.
public final class InstrumentRegistry {
    /// A registry without a row.
    public static final InstrumentRegistry EMPTY = of(List.of());

    private final List<String> header;
    private final List<Instrument> rows;
    private final Map<String, NavigableMap<LocalDate, Instrument>> bySymbol = new HashMap<>();

    private InstrumentRegistry(List<String> header, List<Instrument> rows) {
        this.header = List.copyOf(header);
        this.rows = List.copyOf(rows);
        for (Instrument row : rows) {
            Instrument before = bySymbol.computeIfAbsent(row.symbol(), symbol -> new TreeMap<>())
                    .put(row.validFrom(), row);
            if (before != null) {
                throw new IllegalArgumentException(given(row) + " is given twice");
            }
        }
    }

    private static String given(Instrument row) {
        return row.symbol() + (row.validFrom().equals(LocalDate.MIN) ? "" : " with valid_from " + row.validFrom());
    }

    /// A registry of these rows. Its header has the columns with a meaning, then all others of the rows.
    ///
    /// @throws IllegalArgumentException if a symbol has two rows from the same day
    public static InstrumentRegistry of(List<Instrument> rows) {
        Set<String> header = new LinkedHashSet<>(Instrument.COLUMNS);
        rows.forEach(row -> header.addAll(row.columns().keySet()));
        return new InstrumentRegistry(List.copyOf(header), rows);
    }

    /// Reads `instruments.csv`: a header that names at least `symbol`, then a row per symbol and `valid_from`.
    ///
    /// @param source name of the file, for messages
    /// @throws TableException naming the line and the value that is not understood
    public static InstrumentRegistry read(Reader reader, String source) {
        List<CsvRecords.Row> records = CsvRecords.read(TableLines.text(reader), source);
        if (records.isEmpty()) {
            throw TableException.at(source, 1, "no header; expected " + String.join(",", Instrument.COLUMNS));
        }
        List<String> header = header(records.getFirst(), source);
        List<Instrument> rows = new ArrayList<>(records.size());
        Map<String, Integer> lines = new HashMap<>();
        for (CsvRecords.Row row : records.subList(1, records.size())) {
            Instrument instrument = instrument(header, row, source);
            Integer before = lines.put(given(instrument), row.line());
            if (before != null) {
                throw TableException.at(source, row.line(), given(instrument) + " is already given in line " + before);
            }
            rows.add(instrument);
        }
        return new InstrumentRegistry(header, rows);
    }

    private static List<String> header(CsvRecords.Row row, String source) {
        List<String> header = row.fields().stream().map(String::strip).toList();
        if (!header.contains("symbol")) {
            throw TableException.at(source, row.line(), "the header lacks 'symbol'; it is " + String.join(",", header));
        }
        if (new HashSet<>(header).size() < header.size()) {
            throw TableException.at(source, row.line(), "the header names a column twice: " + String.join(",", header));
        }
        return header;
    }

    private static Instrument instrument(List<String> header, CsvRecords.Row row, String source) {
        if (row.fields().size() != header.size()) {
            throw TableException.at(
                    source,
                    row.line(),
                    "expected " + header.size() + " fields as in the header, found "
                            + row.fields().size());
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), row.fields().get(i));
        }
        try {
            return Instrument.of(columns);
        } catch (IllegalArgumentException e) {
            throw TableException.at(source, row.line(), "" + e.getMessage());
        }
    }

    /// The row of a symbol that holds on a trading day: the one with the latest `valid_from` not after it.
    public Optional<Instrument> find(String symbol, LocalDate tradingDay) {
        NavigableMap<LocalDate, Instrument> history = bySymbol.get(symbol);
        if (history == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(history.floorEntry(tradingDay)).map(Map.Entry::getValue);
    }

    /// The rows in the order of the file.
    public List<Instrument> rows() {
        return rows;
    }

    /// The columns in the order of the file, unknown ones too.
    public List<String> header() {
        return header;
    }

    /// The registry as CSV text; [#read] gives back an equal one.
    public String toCsv() {
        StringBuilder csv = new StringBuilder(CsvRecords.line(header)).append('\n');
        for (Instrument row : rows) {
            List<String> fields = header.stream()
                    .map(column -> row.columns().getOrDefault(column, ""))
                    .toList();
            csv.append(CsvRecords.line(fields)).append('\n');
        }
        return csv.toString();
    }
}
