package dev.tidemark.market.factor;

import dev.tidemark.market.ShortHash;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import dev.tidemark.market.tick.TickSource;
import dev.tidemark.market.tick.TypedColumn;
import dev.tidemark.market.tick.ValueType;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A named number of a row of ticks, of type `double`. Immutable and thread-safe.
public final class Factor {
    /// Life of a value where a factor does not say it, in seconds.
    public static final int DEFAULT_TTL_SECONDS = 1800;
    /// The most rows that a kernel is asked for at once: few enough to stay in a core's cache.
    public static final int BLOCK_ROWS = 1024;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Set<String> RESERVED = Set.of("ts", "date", "seq", "trading_day");

    private final String name;
    private final int version;
    private final String definition;
    private final List<TickColumn> inputs;
    private final int lookbackRows;
    private final int ttlSeconds;
    private final @Nullable LocalDate deprecatedAt;
    private final FactorKernel kernel;

    private Factor(Builder builder) {
        this.name = builder.name;
        this.version = builder.version;
        this.definition = builder.definition;
        this.inputs = List.copyOf(builder.inputs);
        this.lookbackRows = builder.lookbackRows;
        this.ttlSeconds = builder.ttlSeconds;
        this.deprecatedAt = builder.deprecatedAt;
        this.kernel = builder.kernel;
    }

    /// Begins a factor of version 1 without look-back that lives [#DEFAULT_TTL_SECONDS].
    ///
    /// @param name       column name: lower-case letters, digits and underscores, none of the keys of ticks
    /// @param definition the formula and when it is null, in one line; a changed text is a changed factor
    /// @param kernel     computes it
    public static Builder named(String name, String definition, FactorKernel kernel) {
        return new Builder(name, definition, kernel);
    }

    /// The column's name.
    public String name() {
        return name;
    }

    /// Raised by who changes what the kernel computes, even if the definition reads the same.
    public int version() {
        return version;
    }

    /// The formula and when it is null, in one line.
    public String definition() {
        return definition;
    }

    /// What tells one meaning of the name from another: the hash of name, version, inputs, look-back and definition.
    public String definitionHash() {
        return ShortHash.of(String.join(
                "\n",
                name,
                Integer.toString(version),
                String.join(",", inputs.stream().map(TickColumn::text).toList()),
                Integer.toString(lookbackRows),
                definition));
    }

    /// The columns it reads, in schema order.
    public List<TickColumn> inputs() {
        return inputs;
    }

    /// How many rows before a row it reads.
    public int lookbackRows() {
        return lookbackRows;
    }

    /// How long a value may be used after its row, in seconds.
    public int ttlSeconds() {
        return ttlSeconds;
    }

    /// The day from which it should not be used any more; empty for a factor in use.
    public Optional<LocalDate> deprecatedAt() {
        return Optional.ofNullable(deprecatedAt);
    }

    /// Whether it reads a level beyond the best, so that it is null in every row of an L1 source.
    public boolean needsL5() {
        return inputs.stream().anyMatch(TickColumn::isDeep);
    }

    /// Name and type of its column.
    public TypedColumn column() {
        return new TypedColumn(name, ValueType.DOUBLE);
    }

    /// Computes rows. The result of a row is the same bits however the rows are cut, as long as its look-back rows are
    /// handed over.
    ///
    /// @param rows ticks of one segment with the columns of [#inputs()]; rows before `from` are look-back rows
    /// @param from first row to compute
    /// @param to   the row behind the last
    /// @param out  takes the result of row t at `at + t - from`, NaN for null
    /// @param at   where to begin in `out`
    /// @throws FactorException when the kernel fails
    public void compute(TickColumns rows, int from, int to, double[] out, int at) {
        Objects.checkFromToIndex(from, to, rows.rows());
        Objects.checkFromIndexSize(at, to - from, out.length);
        for (int start = from; start < to; start += BLOCK_ROWS) {
            int end = Math.min(to, start + BLOCK_ROWS);
            int place = at + start - from;
            computeBlock(rows, start, end, out, place);
            settle(out, place, place + end - start);
        }
    }

    private void computeBlock(TickColumns rows, int from, int to, double[] out, int at) {
        try {
            kernel.compute(rows, from, to, out, at);
        } catch (RuntimeException e) {
            throw new FactorException(name, e);
        }
    }

    /// Makes what is not finite null, and `-0.0` zero.
    private static void settle(double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            double value = out[i];
            out[i] = Math.abs(value) <= Double.MAX_VALUE ? value + 0.0 : Double.NaN;
        }
    }

    @Override
    public String toString() {
        return name + " v" + version;
    }

    /// Says what a factor is. Not thread-safe; used once.
    public static final class Builder {
        private final String name;
        private final String definition;
        private final FactorKernel kernel;
        private final Set<TickColumn> inputs = EnumSet.noneOf(TickColumn.class);
        private int version = 1;
        private int lookbackRows;
        private int ttlSeconds = DEFAULT_TTL_SECONDS;
        private @Nullable LocalDate deprecatedAt;

        private Builder(String name, String definition, FactorKernel kernel) {
            if (!NAME.matcher(name).matches() || isKey(name)) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no name for a factor; expected lower-case letters,"
                                + " digits and underscores, and none of the names that ticks are joined by");
            }
            if (definition.isBlank() || definition.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("factor " + name + " needs a definition of one line");
            }
            this.name = name;
            this.definition = definition;
            this.kernel = kernel;
        }

        private static boolean isKey(String name) {
            return RESERVED.contains(name)
                    || TickSource.MAIN_L5.keys().stream()
                            .anyMatch(key -> key.name().equals(name));
        }

        /// Says the version, at least 1.
        public Builder version(int number) {
            this.version = requireAtLeast(1, number, "version");
            return this;
        }

        /// Names columns of type `double` that the kernel reads.
        public Builder reads(TickColumn... columns) {
            for (TickColumn column : columns) {
                requireAtLeast(0, column.number(), column.text());
            }
            inputs.addAll(Arrays.asList(columns));
            return this;
        }

        /// Says how many rows before a row the kernel reads; 0 unless said.
        public Builder lookbackRows(int count) {
            this.lookbackRows = requireAtLeast(0, count, "look-back");
            return this;
        }

        /// Says how long a value may be used, in seconds, at least 1.
        public Builder ttlSeconds(int seconds) {
            this.ttlSeconds = requireAtLeast(1, seconds, "life in seconds");
            return this;
        }

        /// Says from which day the factor should not be used any more.
        public Builder deprecatedAt(LocalDate day) {
            this.deprecatedAt = day;
            return this;
        }

        private int requireAtLeast(int least, int value, String what) {
            if (value < least) {
                throw new IllegalArgumentException("factor " + name + ": " + what + " " + value + " is below " + least);
            }
            return value;
        }

        /// The factor.
        public Factor build() {
            return new Factor(this);
        }
    }
}
