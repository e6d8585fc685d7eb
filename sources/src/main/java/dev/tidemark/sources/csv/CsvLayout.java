package dev.tidemark.sources.csv;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.text.TimestampFormat;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How files write what they hold. Start with [#RECOGNISED] and change what differs.
///
/// @param columns         for columns of the dataset, the name of the file's column or its position from 1; also `time`
///                        for the column of times, and `date` with `time_of_day` for two; others are recognised by name
/// @param header          whether the first line names the columns
/// @param timeFormat      how times are written
/// @param zone            zone of times that name none; null: such times of day are refused
/// @param label           which end of a bar its time names
/// @param priceScale      what prices are divided by, such as 10000
/// @param delimiter       byte between two fields, or 0: a comma, else a semicolon, else a tab, as the first line has
/// it
/// @param hasDecimalComma whether `1.234,5` is a number
public record CsvLayout(
        Map<String, String> columns,
        Header header,
        TimestampFormat timeFormat,
        @Nullable ZoneId zone,
        BarLabel label,
        double priceScale,
        byte delimiter,
        boolean hasDecimalComma) {
    /// Whether the first line names the columns.
    public enum Header {
        YES,
        NO,
        /// It does when none of its fields is a number.
        AUTO;

        /// Parses `yes`, `no` or `auto`.
        ///
        /// @throws TidemarkException `USAGE`
        public static Header parse(String text) {
            return switch (text) {
                case "yes" -> YES;
                case "no" -> NO;
                case "auto" -> AUTO;
                default ->
                    throw new TidemarkException(
                            ErrorCode.USAGE, "--header '" + text + "' is not known; expected yes, no or auto");
            };
        }
    }

    /// Everything is recognised from the file; prices stand as they are.
    public static final CsvLayout RECOGNISED =
            new CsvLayout(Map.of(), Header.AUTO, TimestampFormat.AUTO, null, BarLabel.START, 1, (byte) 0, false);

    public CsvLayout {
        columns = Map.copyOf(columns);
        if (!(priceScale > 0) || Double.isInfinite(priceScale)) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "prices cannot be divided by " + priceScale + "; expected a number above 0");
        }
    }

    public CsvLayout withColumns(Map<String, String> other) {
        return new CsvLayout(other, header, timeFormat, zone, label, priceScale, delimiter, hasDecimalComma);
    }

    public CsvLayout withHeader(Header other) {
        return new CsvLayout(columns, other, timeFormat, zone, label, priceScale, delimiter, hasDecimalComma);
    }

    public CsvLayout withTimeFormat(TimestampFormat other) {
        return new CsvLayout(columns, header, other, zone, label, priceScale, delimiter, hasDecimalComma);
    }

    public CsvLayout withZone(ZoneId other) {
        return new CsvLayout(columns, header, timeFormat, other, label, priceScale, delimiter, hasDecimalComma);
    }

    public CsvLayout withLabel(BarLabel other) {
        return new CsvLayout(columns, header, timeFormat, zone, other, priceScale, delimiter, hasDecimalComma);
    }

    public CsvLayout withPriceScale(double other) {
        return new CsvLayout(columns, header, timeFormat, zone, label, other, delimiter, hasDecimalComma);
    }

    public CsvLayout withDelimiter(byte other) {
        return new CsvLayout(columns, header, timeFormat, zone, label, priceScale, other, hasDecimalComma);
    }

    /// With numbers such as `1.234,5`.
    public CsvLayout withDecimalComma() {
        return new CsvLayout(columns, header, timeFormat, zone, label, priceScale, delimiter, true);
    }

    /// Parses `open=Open,close="Adj Close",volume=6`: columns of the dataset, and names or positions in the file.
    ///
    /// @throws TidemarkException `USAGE` naming the part that is no assignment
    public static Map<String, String> parseColumns(String text) {
        Map<String, String> columns = new LinkedHashMap<>();
        int from = 0;
        boolean isQuoted = false;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) == '"') {
                isQuoted = !isQuoted;
            }
            if (i == text.length() || (text.charAt(i) == ',' && !isQuoted)) {
                put(columns, text.substring(from, i));
                from = i + 1;
            }
        }
        return columns;
    }

    private static void put(Map<String, String> columns, String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? "" : part.substring(0, equals).strip();
        String value = equals < 0 ? "" : part.substring(equals + 1).strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        if (name.isEmpty() || value.isEmpty() || columns.putIfAbsent(name, value) != null) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--columns: '" + part.strip() + "' does not assign a column once; expected a list such as"
                            + " open=Open,close=\"Adj Close\",volume=6");
        }
    }
}
