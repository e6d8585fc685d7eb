package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Reply;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Spoils answers on order, the way real providers do. Thread-safe.
public final class SimulatedFaults {
    private final double rate;
    private final List<Kind> kinds;
    private final SplittableRandom random;

    /// What may go wrong. The lower-case name is what the option `faults` takes.
    public enum Kind {
        /// Status 500.
        SERVER_ERROR,
        /// Status 429, to be asked again at once.
        TOO_MANY,
        /// No answer in time.
        TIMEOUT,
        /// The connection breaks.
        RESET,
        /// The body ends early, with its length as announced by nobody.
        TRUNCATED,
        /// A page for people with status 200.
        ERROR_PAGE,
        /// An empty body with status 200.
        NO_BODY,
        /// Words about a used-up quota with status 200.
        QUOTA,
        /// The bars of another symbol.
        OTHER_SYMBOL,
        /// A price that is no number.
        BAD_NUMBER,
        /// A bar whose low is above its high.
        BROKEN_BAR,
        /// A bar of tomorrow.
        FUTURE_BAR,
        /// A bar twice, with different prices.
        CONTRADICTION;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param rate  share of answers that are spoilt, 0 to 1
    /// @param kinds what may happen; at least one
    /// @param seed  where the sequence of faults begins
    public SimulatedFaults(double rate, List<Kind> kinds, long seed) {
        if (!(rate >= 0 && rate <= 1) || kinds.isEmpty()) {
            throw new IllegalArgumentException(
                    "a failure-rate of " + rate + " of " + kinds + " is none; expected a number from 0 to 1");
        }
        this.rate = rate;
        this.kinds = List.copyOf(kinds);
        this.random = new SplittableRandom(seed);
    }

    /// Parses a list of kinds with commas between them; empty means all.
    ///
    /// @throws IllegalArgumentException naming the choices
    static List<Kind> kinds(String text) {
        if (text.isEmpty()) {
            return List.of(Kind.values());
        }
        return Arrays.stream(text.split(",", -1)).map(SimulatedFaults::kind).toList();
    }

    private static Kind kind(String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.text().equals(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no fault; expected "
                        + Arrays.stream(Kind.values()).map(Kind::text).collect(Collectors.joining(", "))));
    }

    /// The answer, or what a fault makes of it.
    Reply spoilt(String good) throws IOException {
        Kind kind = next();
        if (kind == null) {
            return csv(good);
        }
        return switch (kind) {
            case SERVER_ERROR -> Reply.of(500, "text/plain", "internal error");
            case TOO_MANY -> tooMany();
            case TIMEOUT -> throw new HttpTimeoutException("simulated");
            case RESET -> throw new IOException("simulated: connection reset");
            case TRUNCATED -> csv(good.substring(0, good.length() * 2 / 3));
            case ERROR_PAGE ->
                Reply.of(200, "text/html", "<html><title>Are you human?</title><p>Solve the CAPTCHA.</html>");
            case NO_BODY -> csv("");
            case QUOTA -> csv("Exceeded the daily hits limit\n");
            case OTHER_SYMBOL -> csv(good.replaceFirst("symbol [^\n]*", "symbol OTHER"));
            case BAD_NUMBER -> csv(edited(good, ",nan,"));
            case BROKEN_BAR -> csv(edited(good, ",0.0001,"));
            case FUTURE_BAR -> csv(good.replaceFirst("\nend ", "\n9000000000000000,1,2,1,2,3\nend "));
            case CONTRADICTION -> csv(repeated(good));
        };
    }

    private synchronized @Nullable Kind next() {
        return random.nextDouble() < rate ? kinds.get(random.nextInt(kinds.size())) : null;
    }

    private static Reply csv(String body) {
        return Reply.of(200, "text/csv", body);
    }

    private static Reply tooMany() {
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("retry-after", "0");
        return new Reply(429, headers, "slow down".getBytes(StandardCharsets.UTF_8));
    }

    /// The first bar with another high; the answer as it is when it has no bar.
    private static String edited(String good, String high) {
        return good.replaceFirst("(?m)^(\\d+,[^,\n]+),[^,\n]+,", "$1" + high);
    }

    /// The first bar twice, the second time with another volume; the announced number agrees.
    private static String repeated(String good) {
        List<String> lines = good.lines().toList();
        int bars = Integer.parseInt(lines.getLast().substring("end ".length()));
        if (bars == 0) {
            return good;
        }
        String bar = lines.get(lines.size() - bars - 1);
        String other = bar.substring(0, bar.lastIndexOf(',')) + ",7";
        return good.replace("\nend " + bars, "\n" + other + "\nend " + (bars + 1));
    }
}
