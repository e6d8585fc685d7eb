package dev.tidemark.lake;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.regex.Pattern;

/// How the rows of a series are cut into partitions.
public enum ChunkSize {
    /// One partition a day, `2024-01-02`; for ticks the trading day.
    DAY("date", "\\d{4}-\\d{2}-\\d{2}"),
    /// One partition an ISO week, `2024-W01`.
    WEEK("week", "\\d{4}-W\\d{2}"),
    /// One partition a calendar month, `2024-01`.
    MONTH("month", "\\d{4}-\\d{2}"),
    /// One partition a quarter, `2024-Q1`.
    QUARTER("quarter", "\\d{4}-Q[1-4]"),
    /// One partition a year, `2024`.
    YEAR("year", "\\d{4}"),
    /// The whole series in one partition, `all`.
    ALL("", "all");

    private final String folderKey;
    private final Pattern label;

    ChunkSize(String folderKey, String label) {
        this.folderKey = folderKey;
        this.label = Pattern.compile(label);
    }

    /// Parses the lower-case name.
    public static ChunkSize parse(String text) {
        for (ChunkSize size : values()) {
            if (size.text().equals(text)) {
                return size;
            }
        }
        throw new TidemarkException(
                ErrorCode.USAGE, "'" + text + "' is no chunk size; expected day, week, month, quarter, year or all");
    }

    /// The lower-case name, as written in configs and manifests.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The label of the chunk that holds a date. Labels of one size sort in time order.
    public String labelOf(LocalDate date) {
        return switch (this) {
            case DAY -> date.toString();
            case WEEK ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        date.get(IsoFields.WEEK_BASED_YEAR),
                        date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> date.toString().substring(0, 7);
            case QUARTER -> String.format(Locale.ROOT, "%04d-Q%d", date.getYear(), date.get(IsoFields.QUARTER_OF_YEAR));
            case YEAR -> String.format(Locale.ROOT, "%04d", date.getYear());
            case ALL -> "all";
        };
    }

    public boolean isLabel(String text) {
        return label.matcher(text).matches();
    }

    /// The folder of a chunk below its series' folder, `month=2024-01`; empty for [#ALL].
    public String folderOf(String chunk) {
        return this == ALL ? "" : folderKey + "=" + chunk;
    }

    /// The name of the folder key, `month`; empty for [#ALL].
    public String folderKey() {
        return folderKey;
    }

    /// The manifest page that lists a chunk. A page is a function of the label alone, so that a manifest does not
    /// depend on the order in which its partitions arrived, and holds at most 256 chunks.
    public String pageOf(String chunk) {
        return switch (this) {
            case DAY -> chunk.substring(0, 4) + (chunk.compareTo(chunk.substring(0, 4) + "-07") < 0 ? "H1" : "H2");
            case WEEK -> years(chunk, 4);
            case MONTH -> years(chunk, 20);
            case QUARTER -> years(chunk, 60);
            case YEAR -> years(chunk, 200);
            case ALL -> "all";
        };
    }

    /// The span of years that holds a chunk, `2000+20`. In ASCII digits, whatever the locale of the process.
    private static String years(String chunk, int span) {
        int first = Integer.parseInt(chunk.substring(0, 4)) / span * span;
        return String.format(Locale.ROOT, "%04d+%d", first, span);
    }
}
