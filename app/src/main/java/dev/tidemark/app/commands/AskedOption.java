package dev.tidemark.app.commands;

import dev.tidemark.app.report.Asked;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which days series have to have.
final class AskedOption {
    @Option(
            names = "--start",
            paramLabel = "DATE",
            description = "Series that begin after the first bar that the calendar expects from this day on are a"
                    + " warning.")
    private @Nullable String start;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            description =
                    "Series that end before the last bar that the calendar expects up to the end of this day are a"
                            + " warning.")
    private @Nullable String end;

    /// What was asked for, as far as it is over by now; empty without both options.
    ///
    /// @throws TidemarkException `USAGE` for what is no time, and for an end before the start
    Optional<Asked> asked(Instant now) {
        if (start == null && end == null) {
            return Optional.empty();
        }
        TimeRange range = TimeRange.of("--start", start, "--end", end);
        if (range.from() >= range.to()) {
            throw new TidemarkException(ErrorCode.USAGE, "--start " + start + " lies after --end " + end);
        }
        return Optional.of(new Asked(range.from(), range.to(), TimeRange.micros(now)));
    }
}
