package dev.tidemark.sources.provider;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many questions a provider takes.
///
/// @param calls       number of calls in a period; at least 1
/// @param period      the period
/// @param concurrency calls that may be under way at a time; at least 1
public record RateLimit(int calls, Duration period, int concurrency) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,5})(?:x([1-9]\\d{0,3}))?");

    public RateLimit {
        if (calls < 1 || concurrency < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(
                    calls + " calls in " + period + ", " + concurrency + " at a time, are no limit");
        }
    }

    /// `calls` in so many seconds.
    public static RateLimit perSeconds(int calls, int seconds, int concurrency) {
        return new RateLimit(calls, Duration.ofSeconds(seconds), concurrency);
    }

    /// Parses `20/60`, twenty calls a minute, or `20/60x4`, at most four of them at a time.
    ///
    /// @throws IllegalArgumentException naming the text
    public RateLimit parsed(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no rate; expected calls/seconds such as 20/60, or 20/60x4 for four at a time");
        }
        int atOnce = matcher.group(3) == null ? concurrency : Integer.parseInt(matcher.group(3));
        return perSeconds(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), atOnce);
    }

    /// As [#parsed] takes it.
    public String text() {
        return calls + "/" + period.toSeconds() + "x" + concurrency;
    }
}
