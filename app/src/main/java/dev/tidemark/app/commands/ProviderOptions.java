package dev.tidemark.app.commands;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.update.OhlcMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// Options of everything that asks providers.
final class ProviderOptions {
    @Option(
            names = "--provider-option",
            paramLabel = "K=V",
            description = "An option of the provider, such as rate=20/60 or base-url=…; may be repeated. `tidemark"
                    + " providers` lists them.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--ohlc-mode",
            paramLabel = "MODE",
            description = "Bars whose prices contradict each other: drop (into quarantine, the default), strict (the"
                    + " symbol fails) or warn (kept).")
    private String ohlcMode = "drop";

    @Option(
            names = "--allow-removal",
            description = "Let a series whose past the provider restated lose more than a tenth of its rows.")
    private boolean allowRemoval;

    SortedMap<String, String> options() {
        return new TreeMap<>(options);
    }

    OhlcMode ohlcMode() {
        try {
            return OhlcMode.parse(ohlcMode);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "--ohlc-mode: " + e.getMessage(), e);
        }
    }

    boolean allowsRemoval() {
        return allowRemoval;
    }

    /// The start of a date, or an instant.
    static Instant start(String option, String text) {
        return time(option, text, 0);
    }

    /// The end of a date, or an instant.
    static Instant end(String option, String text) {
        return time(option, text, 1);
    }

    private static Instant time(String option, String text, int days) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(days)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    option + " '" + text + "' is no date or time; expected one such as 2024-01-02 or"
                            + " 2024-01-02T15:30:00Z",
                    e);
        }
    }
}
