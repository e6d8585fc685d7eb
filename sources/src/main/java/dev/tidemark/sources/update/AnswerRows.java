package dev.tidemark.sources.update;

import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.ingest.RejectLog;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.ProviderException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Checks what a provider delivered and turns it into rows of a `bars` dataset. For one series and thread.
///
/// An answer that contradicts itself, or speaks of times that nobody asked for or that have not come, is no answer. A
/// bar whose prices contradict each other is a matter of the [OhlcMode].
final class AnswerRows {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final String symbol;
    private final Timeframe timeframe;
    private final Optional<ExpectedBars> grid;
    private final OhlcMode mode;
    private final RejectLog rejects;
    private final List<IntervalSet.Interval> rejected = new ArrayList<>();
    private long inconsistent;

    AnswerRows(String symbol, Timeframe timeframe, Optional<ExpectedBars> grid, OhlcMode mode, RejectLog rejects) {
        this.symbol = symbol;
        this.timeframe = timeframe;
        this.grid = grid;
        this.mode = mode;
        this.rejects = rejects;
    }

    /// The good rows of an answer in time order, possibly none.
    ///
    /// @param window what was asked for
    /// @param now    time of the answer, which says which bars are final
    Table table(IntervalSet.Interval window, BarAnswer answer, Instant now) throws ProviderException {
        BarRows bars = answer.bars();
        long nowMicros = micros(now);
        int[] order = IntStream.range(0, bars.size())
                .boxed()
                .sorted((a, b) -> Long.compare(bars.ts(a), bars.ts(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        TableBuilder table = new TableBuilder(BarSchemas.BARS);
        for (int k = 0; k < order.length; k++) {
            int row = order[k];
            long ts = bars.ts(row);
            if (ts < window.start() || ts >= window.end()) {
                throw Answers.bad("the answer has a bar at " + instant(ts) + ", which nobody asked for");
            }
            if (ts > nowMicros) {
                throw Answers.bad("the answer has a bar of the future, " + instant(ts));
            }
            if (k > 0 && bars.ts(order[k - 1]) == ts) {
                requireEqual(bars, order[k - 1], row);
            } else if (isConsistent(bars, row)) {
                add(table, bars, row, nowMicros);
            }
        }
        return table.build();
    }

    private static void requireEqual(BarRows bars, int a, int b) throws ProviderException {
        for (Field field : Field.values()) {
            if (Double.compare(bars.value(field, a), bars.value(field, b)) != 0) {
                throw Answers.bad("the answer has two bars at " + instant(bars.ts(a)) + " that differ in "
                        + field.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private boolean isConsistent(BarRows bars, int row) throws ProviderException {
        double open = bars.value(Field.OPEN, row);
        double high = bars.value(Field.HIGH, row);
        double low = bars.value(Field.LOW, row);
        double close = bars.value(Field.CLOSE, row);
        boolean isBroken = high < low || high < open || high < close || low > open || low > close;
        if (!isBroken) {
            return true;
        }
        inconsistent++;
        String text = instant(bars.ts(row)) + "," + open + "," + high + "," + low + "," + close + ","
                + bars.value(Field.VOLUME, row);
        return switch (mode) {
            case WARN -> true;
            case STRICT -> throw Answers.bad("price_consistency: high and low do not enclose the prices of " + text);
            case DROP -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                rejects.add(row + 1L, RejectReason.PRICE_CONSISTENCY, bytes, 0, bytes.length);
                rejected.add(new IntervalSet.Interval(bars.ts(row), bars.ts(row) + step()));
                yield false;
            }
        };
    }

    private void add(TableBuilder table, BarRows bars, int row, long nowMicros) {
        table.setString(BarColumns.SYMBOL, symbol);
        table.setLong(BarColumns.TS, bars.ts(row));
        set(table, BarColumns.OPEN, bars.value(Field.OPEN, row));
        set(table, BarColumns.HIGH, bars.value(Field.HIGH, row));
        set(table, BarColumns.LOW, bars.value(Field.LOW, row));
        set(table, BarColumns.CLOSE, bars.value(Field.CLOSE, row));
        set(table, BarColumns.VOLUME, bars.value(Field.VOLUME, row));
        set(table, BarColumns.OPEN_INTEREST, bars.value(Field.OPEN_INTEREST, row));
        set(table, BarColumns.ADJ_CLOSE, bars.value(Field.ADJ_CLOSE, row));
        set(table, BarColumns.DIVIDENDS, bars.value(Field.DIVIDENDS, row));
        set(table, BarColumns.SPLITS, bars.value(Field.SPLITS, row));
        table.setBoolean(BarColumns.IMPUTED, false);
        table.setBoolean(BarColumns.FINAL, endOf(bars.ts(row)) <= nowMicros);
        table.endRow();
    }

    private long endOf(long ts) {
        return grid.map(bars -> bars.endOf(ts)).orElse(ts + step());
    }

    private long step() {
        return timeframe.interval().toNanos() / 1000;
    }

    private static void set(TableBuilder table, int column, double value) {
        if (!Double.isNaN(value)) {
            table.setDouble(column, value);
        }
    }

    /// Times of rows that went into quarantine so far.
    List<IntervalSet.Interval> rejected() {
        return rejected;
    }

    /// Rows so far whose prices contradict each other, whatever became of them.
    long inconsistent() {
        return inconsistent;
    }

    private static String instant(long micros) {
        return Instant.ofEpochSecond(
                        Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000)
                .toString();
    }

    static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1000);
    }
}
