package dev.tidemark.app.config;

import dev.tidemark.lake.Compression;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The type of a setting: how its text is read, checked and written.
///
/// @param expected what a valid text looks like, for messages
/// @param read     parses; throws `IllegalArgumentException` when the text is not valid
/// @param write    the canonical text
public record Quantity<T>(String expected, Function<String, T> read, Function<T, String> write) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    /// A time span with its unit, such as `500ms`, `30s`, `5m`, `12h` or `2d`.
    static Quantity<Duration> duration() {
        return new Quantity<>(
                "a number and a unit such as 500ms, 30s, 5m, 12h or 2d", Quantity::parseDuration, Quantity::text);
    }

    /// A whole number from `least` to `most`, both included.
    static Quantity<Integer> number(int least, int most) {
        return new Quantity<>(
                "a whole number from " + least + " to " + most, text -> inRange(text, least, most), String::valueOf);
    }

    /// As [#number], or `auto`, which is 0.
    static Quantity<Integer> numberOrAuto(int least, int most) {
        return new Quantity<>(
                "auto or a whole number from " + least + " to " + most,
                text -> text.equals("auto") ? 0 : inRange(text, least, most),
                number -> number == 0 ? "auto" : number.toString());
    }

    /// A constant of an enum by its lower-case name.
    static <E extends Enum<E>> Quantity<E> choice(Class<E> type) {
        String names =
                Arrays.stream(type.getEnumConstants()).map(Quantity::lower).collect(Collectors.joining(", "));
        return new Quantity<>("one of " + names, text -> parseChoice(type, text), Quantity::lower);
    }

    /// Any text.
    static Quantity<String> text() {
        return new Quantity<>("a text", text -> text, text -> text);
    }

    /// `true` or `false`.
    static Quantity<Boolean> flag() {
        return new Quantity<>("true or false", Quantity::parseFlag, String::valueOf);
    }

    private static boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    /// A time zone by its name in the time zone database, such as `Europe/Warsaw`, or an offset.
    static Quantity<ZoneId> zone() {
        return new Quantity<>("a time zone such as Europe/Warsaw or UTC", Quantity::parseZone, ZoneId::getId);
    }

    private static ZoneId parseZone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time zone", e);
        }
    }

    /// How files are compressed.
    static Quantity<Compression> compression() {
        return new Quantity<>("one of " + Compression.EXPECTED, Compression::parse, Compression::text);
    }

    private static int inRange(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }

    private static <E extends Enum<E>> E parseChoice(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lower(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such choice"));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// Parses a time span.
    ///
    /// @throws IllegalArgumentException when it has no unit or another form
    public static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException("no duration");
        }
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    private static String text(Duration time) {
        for (String unit : new String[] {"d", "h", "m", "s"}) {
            long size = UNITS.getOrDefault(unit, Duration.ZERO).toMillis();
            if (time.toMillis() % size == 0 && !time.isZero()) {
                return time.toMillis() / size + unit;
            }
        }
        return time.isZero() ? "0s" : time.toMillis() + "ms";
    }
}
