package dev.tidemark.sources.update;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.gap.ExpectedBars;
import dev.tidemark.market.gap.GapScan;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.HeldBars;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.ingest.ChunkRange;
import dev.tidemark.sources.ingest.PartitionWriter;
import dev.tidemark.sources.ingest.RowComparison;
import dev.tidemark.sources.update.IntervalSet.Interval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The partitions of one series while answers come in, newest first: a chunk is united with what is held and written as
/// soon as no older window reaches into it, so that memory holds a chunk, not a history. For one thread.
final class SeriesDrafts {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final Optional<Series> current;
    private final PartitionWriter writer;
    private final ChunkSize cut;
    private final Timeframe timeframe;
    private final Optional<ExpectedBars> grid;
    private final boolean isWhole;
    private final SortedMap<String, Partition> partitions = new TreeMap<>();
    private final SortedMap<String, List<Table>> open = new TreeMap<>();
    private final Map<String, ChunkRange> ranges = new HashMap<>();
    private final Map<String, Optional<Table>> heldTables = new HashMap<>();
    private final List<Interval> answered = new ArrayList<>();
    private final List<Interval> missing = new ArrayList<>();
    private final long missingUntil;
    private SymbolOutcome.Rows rows = SymbolOutcome.Rows.NONE;
    private long openFrom = Coverage.ALL_FINAL;
    private long imputedGone;
    private long bytes;

    /// @param isWhole      whether answers take the place of what is held
    /// @param missingUntil bars from this time on do not count as missing, microseconds
    SeriesDrafts(
            UpdateContext context,
            SeriesKey key,
            DatasetRecord dataset,
            Optional<Series> current,
            Optional<ExpectedBars> grid,
            boolean isWhole,
            long missingUntil) {
        this.missingUntil = missingUntil;
        this.current = current;
        this.cut = current.map(Series::chunkSize).orElse(dataset.chunkSize());
        this.writer = new PartitionWriter(context.lake(), context.writer(), key, dataset.cutBy(cut), current);
        this.timeframe = BarSchemas.timeframeOf(key.dataset());
        this.grid = grid;
        this.isWhole = isWhole;
        if (!isWhole) {
            current.ifPresent(series -> series.partitions().forEach(p -> partitions.put(p.chunk(), p)));
        }
    }

    ChunkSize cut() {
        return cut;
    }

    /// Whether an answer shows that the past before its window has changed too.
    boolean isRestated(Interval window, Table delivered) {
        if (isWhole || current.isEmpty() || delivered.rows() == 0) {
            return false;
        }
        for (int row = 0; row < delivered.rows(); ) {
            ChunkRange range = rangeOf(delivered.time(row));
            Optional<Boolean> answer = held(range.label())
                    .flatMap(table -> Overlap.isRestated(table, delivered, window.start(), window.end()));
            if (answer.isPresent()) {
                return answer.get();
            }
            row = delivered.firstRowFrom(endOf(range));
        }
        return false;
    }

    /// Takes the rows of a whole answer.
    ///
    /// @param known the times that it speaks of
    void add(Interval known, Table delivered) {
        answered.add(known);
        for (long time = known.start(); time < known.end(); ) {
            ChunkRange range = rangeOf(time);
            List<Table> parts = open.computeIfAbsent(range.label(), _ -> new ArrayList<>());
            int first = delivered.firstRowFrom(time);
            int end = delivered.firstRowFrom(endOf(range));
            if (first < end) {
                parts.add(delivered.slice(first, end));
            }
            time = endOf(range);
        }
    }

    private static long startOf(ChunkRange range) {
        return range.firstDay() == Long.MIN_VALUE ? Long.MIN_VALUE : range.firstDay() * MICROS_PER_DAY;
    }

    private static long endOf(ChunkRange range) {
        return range.endDay() == Long.MAX_VALUE ? Long.MAX_VALUE : range.endDay() * MICROS_PER_DAY;
    }

    /// Writes the chunks that no window before a time can reach.
    void finishFrom(long start) {
        for (String label : List.copyOf(open.keySet())) {
            if (startOf(range(label)) >= start) {
                finish(label);
            }
        }
    }

    /// Writes all that is left.
    void finish() {
        List.copyOf(open.keySet()).forEach(this::finish);
        if (isWhole) {
            current.ifPresent(series -> series.partitions().stream()
                    .filter(p -> !partitions.containsKey(p.chunk()))
                    .forEach(p -> rows = rows.plus(new SymbolOutcome.Rows(0, 0, 0, p.rows(), 0))));
        }
    }

    private void finish(String label) {
        List<Table> parts = open.remove(label);
        if (parts == null) {
            return;
        }
        Optional<Table> held = held(label);
        Optional<Table> after = parts.isEmpty()
                ? (isWhole ? Optional.empty() : held)
                : Optional.of(united(held, Table.concat(parts).sortedByTime()));
        if (!parts.isEmpty()) {
            PartitionWriter.Finished done = writer.finish(label, after.orElseThrow(), RowCounts.NONE);
            partitions.put(label, done.partition());
            bytes += done.writtenBytes();
        }
        after.ifPresent(this::noteOpen);
        noteMissing(range(label), after);
        heldTables.remove(label);
    }

    private Table united(Optional<Table> held, Table delivered) {
        if (!isWhole) {
            BarMerge.Union union = BarMerge.of(held, delivered);
            rows = rows.plus(new SymbolOutcome.Rows(union.fresh(), union.changed(), union.unchanged(), 0, 0));
            return union.table();
        }
        imputedGone += held.map(table -> table.rows() - HeldBars.realTimes(table, 0, table.rows()).length)
                .orElse(0);
        RowCounts compared = held.map(table -> RowComparison.of(table, delivered))
                .orElseGet(() -> RowCounts.good(delivered.rows(), 0, 0, 0));
        rows = rows.plus(new SymbolOutcome.Rows(
                compared.imported(), compared.replaced(), compared.unchanged(), compared.removed(), 0));
        return delivered;
    }

    private void noteOpen(Table table) {
        for (int row = 0; row < table.rows() && table.time(row) < openFrom; row++) {
            openFrom = BarMerge.isFinal(table, row) ? openFrom : table.time(row);
        }
    }

    /// Notes expected bars of the answered times of a chunk that are not there now.
    private void noteMissing(ChunkRange range, Optional<Table> table) {
        if (grid.isEmpty()) {
            return;
        }
        for (Interval known : answered) {
            long from = Math.max(known.start(), startOf(range));
            long to = Math.min(Math.min(known.end(), endOf(range)), missingUntil);
            if (from < to) {
                GapScan scan = GapScan.of(
                                grid, timeframe, GapScan.DEFAULT_TOLERANCE, gap -> missing.add(Coverage.interval(gap)))
                        .begin(from);
                table.ifPresent(rows -> feed(scan, rows, from, to));
                scan.end(to);
            }
        }
    }

    private Optional<Table> held(String label) {
        Optional<Table> table = heldTables.get(label);
        if (table == null) {
            table = writer.held(label);
            heldTables.put(label, table);
        }
        return table;
    }

    private ChunkRange rangeOf(long micros) {
        long day = Math.floorDiv(micros, MICROS_PER_DAY);
        ChunkRange range = ChunkRange.of(cut, day);
        ranges.put(range.label(), range);
        return range;
    }

    private ChunkRange range(String label) {
        ChunkRange range = ranges.get(label);
        if (range == null) {
            throw new IllegalStateException("no chunk " + label);
        }
        return range;
    }

    private static void feed(GapScan scan, Table table, long from, long to) {
        long[] times = HeldBars.realTimes(table, table.firstRowFrom(from), table.firstRowFrom(to));
        scan.accept(times, 0, times.length);
    }

    SortedMap<String, Partition> partitions() {
        return partitions;
    }

    /// Expected bars of answered times that are not there now.
    IntervalSet missing() {
        return IntervalSet.of(missing);
    }

    List<Interval> answered() {
        return answered;
    }

    SymbolOutcome.Rows rows() {
        return rows;
    }

    /// Imputed rows whose place a whole answer took.
    long imputedGone() {
        return imputedGone;
    }

    /// The first row of a written chunk that is not final.
    long openFrom() {
        return openFrom;
    }

    long bytes() {
        return bytes;
    }
}
