package dev.tidemark.sources.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Decimal numbers in bytes, correctly rounded: the answer is always that of [Double#parseDouble].
///
/// A number is an optional sign, digits with an optional point, and an optional exponent. Up to 19 digits whose value
/// and scale
/// are exact doubles need one exact multiplication or division; other numbers take the slow way.
public final class DecimalParser {
    /// What a field holds.
    public enum Kind {
        NUMBER,
        /// Nothing.
        EMPTY,
        /// The words nan, inf or infinity, in any case and with any sign.
        NON_FINITE,
        MALFORMED,
        /// A number beyond the greatest double.
        OUT_OF_RANGE
    }

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT = 1L << 53;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_EXPONENT = 100_000;

    private byte[] ungrouped = new byte[64];
    private byte[] swapped = new byte[64];
    private double value;

    // The number being read.
    private int at;
    private long digits;
    private int digitCount;
    private int scale;
    private boolean isCut;

    /// The number that [#parse] found last; meaningless unless it answered [Kind#NUMBER]. Never `-0.0`.
    public double value() {
        return value;
    }

    /// Reads `text[from, to)`.
    public Kind parse(byte[] text, int from, int to) {
        if (from == to) {
            return Kind.EMPTY;
        }
        return isPlain(text, from, to) ? Kind.NUMBER : parseAny(text, from, to);
    }

    /// Takes the usual number: a few digits, perhaps with a point.
    private boolean isPlain(byte[] text, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return false;
        }
        long read = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                read = read * 10 + digit;
            } else if (text[i] == '.' && point < 0 && to - from > 1) {
                point = i;
            } else {
                return false;
            }
        }
        value = point < 0 ? read : read / POWERS[to - point - 1];
        return read <= EXACT;
    }

    private Kind parseAny(byte[] text, int from, int to) {
        at = from;
        boolean isNegative = text[at] == '-';
        if (isNegative || text[at] == '+') {
            at++;
        }
        digits = 0;
        digitCount = 0;
        scale = 0;
        isCut = false;
        int read = digits(text, to, 0);
        if (at < to && text[at] == '.') {
            at++;
            read += digits(text, to, 1);
        }
        if (read == 0) {
            return word(text, from, to);
        }
        if (at < to && !exponent(text, to)) {
            return Kind.MALFORMED;
        }
        return finish(text, from, to, isNegative);
    }

    /// Reads a number whose digits before the point stand in groups of three, such as `1,234.5`; groups are optional.
    public Kind parseGrouped(byte[] text, int from, int to) {
        if (ungrouped.length < to - from) {
            ungrouped = new byte[to - from];
        }
        int length = 0;
        for (int i = from; i < to; i++) {
            if (text[i] != ',') {
                ungrouped[length++] = text[i];
            } else if (!isSeparator(text, from, i, to)) {
                return Kind.MALFORMED;
            }
        }
        return parse(ungrouped, 0, length);
    }

    /// Reads a number with a decimal comma, whose digits before it may stand in groups of three: `1.234,5`.
    public Kind parseDecimalComma(byte[] text, int from, int to) {
        int length = to - from;
        if (swapped.length < length) {
            swapped = new byte[length];
        }
        for (int i = 0; i < length; i++) {
            byte b = text[from + i];
            swapped[i] = (byte) (b == ',' ? '.' : b == '.' ? ',' : b);
        }
        return parseGrouped(swapped, 0, length);
    }

    /// Whether a comma has one to three digits before it, and three after it that end their group.
    private static boolean isSeparator(byte[] text, int from, int comma, int to) {
        int before = comma;
        while (before > from && isDigit(text[before - 1])) {
            before--;
        }
        boolean isAfterPoint = before > from && text[before - 1] == '.';
        int after = comma + 1;
        while (after < to && isDigit(text[after])) {
            after++;
        }
        return comma - before >= 1 && comma - before <= 3 && !isAfterPoint && after - comma == 4;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /// Takes digits, each lowering the scale by `step`.
    ///
    /// @return how many there were
    private int digits(byte[] text, int to, int step) {
        int start = at;
        while (at < to) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (digitCount < MOST_DIGITS) {
                digits = digits * 10 + digit;
                digitCount += digits == 0 ? 0 : 1;
                scale -= step;
            } else {
                isCut = true;
            }
            at++;
        }
        return at - start;
    }

    private boolean exponent(byte[] text, int to) {
        if (text[at] != 'e' && text[at] != 'E') {
            return false;
        }
        at++;
        boolean isNegative = at < to && text[at] == '-';
        if (at < to && (isNegative || text[at] == '+')) {
            at++;
        }
        int start = at;
        int exponent = 0;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            exponent = Math.min(MOST_EXPONENT, exponent * 10 + text[at] - '0');
            at++;
        }
        scale += isNegative ? -exponent : exponent;
        return at == to && at > start;
    }

    private Kind finish(byte[] text, int from, int to, boolean isNegative) {
        double magnitude;
        if (isCut || digits > EXACT || Math.abs(scale) >= POWERS.length) {
            magnitude = Math.abs(Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1)));
        } else {
            magnitude = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
        }
        if (Double.isInfinite(magnitude)) {
            return Kind.OUT_OF_RANGE;
        }
        value = isNegative && magnitude != 0 ? -magnitude : magnitude;
        return Kind.NUMBER;
    }

    private static Kind word(byte[] text, int from, int to) {
        int start = text[from] == '-' || text[from] == '+' ? from + 1 : from;
        if (to - start > "infinity".length()) {
            return Kind.MALFORMED;
        }
        return switch (new String(text, start, to - start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "infinity" -> Kind.NON_FINITE;
            default -> Kind.MALFORMED;
        };
    }
}
