package dev.tidemark.sources.universe;

/// Writes a number as a hundredth of what it is: the decimal point moves by two digits, so that nothing is rounded.
final class Hundredth {
    private static final int PLACES = 2;

    private final byte[] text;
    private final int from;
    private final int to;
    /// Behind the whole part, and behind the digits after the point.
    private int whole;
    private int digits;
    private int wholeDigits;

    private Hundredth(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /// Writes `text[from, to)`; as it is when it is no number. Commas within the whole part are left out.
    static void write(byte[] text, int from, int to, MeasuredOutput target) {
        Hundredth number = new Hundredth(text, from, to);
        if (number.isNumber()) {
            number.write(target);
        } else {
            target.write(text, from, to - from);
        }
    }

    /// A sign, digits and commas, a point and digits, an exponent: at least one digit before the exponent.
    private boolean isNumber() {
        int at = start();
        while (at < to && (isDigit(at) || text[at] == ',')) {
            wholeDigits += isDigit(at) ? 1 : 0;
            at++;
        }
        whole = at;
        at = at < to && text[at] == '.' ? afterDigits(at + 1) : at;
        digits = at;
        boolean hasDigits = wholeDigits > 0 || digits > whole + 1;
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            boolean isSigned = at + 1 < to && (text[at + 1] == '-' || text[at + 1] == '+');
            int exponent = at + (isSigned ? 2 : 1);
            at = afterDigits(exponent);
            return hasDigits && at == to && at > exponent;
        }
        return hasDigits && at == to;
    }

    private int start() {
        return from < to && (text[from] == '-' || text[from] == '+') ? from + 1 : from;
    }

    private int afterDigits(int at) {
        int end = at;
        while (end < to && isDigit(end)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int at) {
        return text[at] >= '0' && text[at] <= '9';
    }

    private void write(MeasuredOutput target) {
        target.write(text, from, start() - from);
        int left = Math.max(wholeDigits, PLACES + 1);
        for (; left > wholeDigits; left--) {
            digit('0', left, target);
        }
        for (int at = start(); at < whole; at++) {
            if (isDigit(at)) {
                digit(text[at], left, target);
                left--;
            }
        }
        int fraction = Math.min(whole + 1, digits);
        target.write(text, fraction, to - fraction);
    }

    private static void digit(int digit, int left, MeasuredOutput target) {
        if (left == PLACES) {
            target.write('.');
        }
        target.write(digit);
    }
}
