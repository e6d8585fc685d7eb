package dev.tidemark.market.rule;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A setting as a user wrote it. Whatever it cannot be is refused with its key, its text and what is accepted.
record SettingValue(String key, String text) {
    private static final String[] TRUTHS = {"true", "false"};

    /// A finite number above a bound.
    double above(double bound) {
        double number = number("a number above " + bound);
        if (!(number > bound) || Double.isInfinite(number)) {
            throw refused("a number above " + bound);
        }
        return number;
    }

    /// A finite number that is not below a bound.
    double atLeast(double bound) {
        double number = number("a number of at least " + bound);
        if (!(number >= bound) || Double.isInfinite(number)) {
            throw refused("a number of at least " + bound);
        }
        return number;
    }

    /// A whole number from `least` to `most`.
    int within(int least, int most) {
        String choices = "a whole number from " + least + " to " + most;
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(choices, e);
        }
        throw refused(choices);
    }

    boolean truth() {
        return choice(TRUTHS, word -> word).equals("true");
    }

    /// The value of a name.
    <T> T choice(T[] values, Function<T, String> name) {
        for (T value : values) {
            if (name.apply(value).equals(text)) {
                return value;
            }
        }
        throw refused(Arrays.stream(values).map(name).collect(Collectors.joining(", ")));
    }

    IllegalArgumentException refused(String choices) {
        return new IllegalArgumentException("'" + text + "' is no " + key + "; expected " + choices);
    }

    private double number(String choices) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw refused(choices, e);
        }
    }

    private IllegalArgumentException refused(String choices, NumberFormatException cause) {
        IllegalArgumentException refused = refused(choices);
        refused.initCause(cause);
        return refused;
    }
}
