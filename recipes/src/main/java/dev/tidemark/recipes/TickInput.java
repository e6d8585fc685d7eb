package dev.tidemark.recipes;

import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.RowWindow;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import dev.tidemark.market.tick.TickSource;
import dev.tidemark.market.tick.TypedColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The ticks that features and labels are made from: a dataset, how its partitions belong together, and the columns
/// that
/// are read.
///
/// @param dataset such as `ticks/raw` or `ticks/main_l5`
/// @param columns the numbers that are computed from
record TickInput(DatasetName dataset, Set<TickColumn> columns) {
    /// The group of tick datasets.
    static final String GROUP = "ticks";
    /// The partition attribute of spliced series.
    static final String SEGMENT = "segment_id";

    private static final String MAIN = "main_l5";

    static TickInput of(String source, Set<TickColumn> columns) {
        return new TickInput(new DatasetName(GROUP, source), columns);
    }

    /// Whether the ticks are spliced from several contracts, so that windows stop at a roll.
    boolean isSpliced() {
        return dataset.member().equals(MAIN) || dataset.member().startsWith(MAIN + "-");
    }

    TickSource source() {
        return isSpliced() ? TickSource.MAIN_L5 : TickSource.RAW;
    }

    /// The columns that outputs begin with.
    List<TypedColumn> keys() {
        return source().keys();
    }

    private List<String> columnsToRead() {
        Set<String> names = new LinkedHashSet<>();
        keys().stream()
                .map(TypedColumn::name)
                .filter(name -> !name.equals("symbol"))
                .forEach(names::add);
        columns.forEach(column -> names.add(column.text()));
        return List.copyOf(names);
    }

    Collection<String> symbols(Snapshot lake) {
        return lake.series(dataset).stream().map(SeriesKey::symbol).toList();
    }

    /// A want a partition, with the rows that its window reaches over.
    List<Want> wants(Snapshot snapshot, String symbol, int lookback, int lookahead) {
        Optional<Series> series = snapshot.series(new SeriesKey(dataset, symbol));
        if (series.isEmpty()) {
            return List.of();
        }
        RowWindow window = new RowWindow(lookback, lookahead, isSpliced() ? Optional.of(SEGMENT) : Optional.empty());
        List<Partition> partitions = series.get().partitions();
        List<String> names = columnsToRead();
        List<Want> wants = new ArrayList<>(partitions.size());
        for (int i = 0; i < partitions.size(); i++) {
            if (isSpliced() && !partitions.get(i).attributes().containsKey(SEGMENT)) {
                throw new RecipeException(
                        "no_provenance",
                        series.get().key() + "/" + partitions.get(i).chunk()
                                + " names no segment of a schedule; build continuous series with `tidemark build"
                                + " continuous`");
            }
            wants.add(Want.of(partitions.get(i).chunk(), window.slices(series.get(), partitions, i, names)));
        }
        return wants;
    }

    /// The rows of a want as one table of ticks.
    ///
    /// @param from first own row
    /// @param to   the row behind the last own one
    record Rows(Table table, TickColumns ticks, int from, int to) {
        /// The columns that an output begins with, for the own rows.
        List<Column> keys(String symbol, List<TypedColumn> names) {
            List<Column> keys = new ArrayList<>();
            for (TypedColumn name : names) {
                keys.add(
                        name.name().equals("symbol")
                                ? StringColumn.constant(symbol, to - from)
                                : table.column(name.name()).slice(from, to));
            }
            return keys;
        }
    }

    Rows read(Want want, Inputs inputs) {
        List<Table> tables = new ArrayList<>();
        List<Integer> dayStarts = new ArrayList<>();
        int rows = 0;
        int from = 0;
        int to = 0;
        for (InputSlice slice : want.slices()) {
            if (slice.firstRow() == 0) {
                dayStarts.add(rows);
            }
            if (slice.isOwn()) {
                from = rows;
                to = rows + slice.rows();
            }
            tables.add(inputs.read(slice));
            rows += slice.rows();
        }
        Table table = Table.concat(tables);
        TickColumns.Builder ticks = TickColumns.of(Columns.longs(table, "datetime"));
        columns.forEach(column -> ticks.with(column, Columns.doubles(table, column.text())));
        dayStarts.forEach(ticks::dayStart);
        return new Rows(table, ticks.build(), from, to);
    }
}
