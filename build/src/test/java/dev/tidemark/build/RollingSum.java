package dev.tidemark.build;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Sums the whole parts of a row, of those before it and of those after it. A row of a negative value gives none, so
/// that a partition may be empty; a changed fraction gives the same output.
///
/// @param before is told the symbol and chunk before each computation
record RollingSum(
        DatasetName input,
        DatasetName output,
        int version,
        RowWindow window,
        SortedMap<String, String> config,
        SortedMap<String, String> facts,
        BiConsumer<String, String> before)
        implements Recipe {
    private static final Schema SCHEMA =
            new Schema(List.of(new Field("time", ColumnType.INT64), new Field("value", ColumnType.FLOAT64)), "time");

    /// Sums of the lake's numbers.
    static RollingSum of(String member, int lookback, int lookahead) {
        return new RollingSum(
                SmallLake.NUMBERS,
                new DatasetName("sums", member),
                1,
                new RowWindow(lookback, lookahead, Optional.empty()),
                new TreeMap<>(),
                new TreeMap<>(),
                (_, _) -> {});
    }

    RollingSum reading(DatasetName other) {
        return new RollingSum(other, output, version, window, config, facts, before);
    }

    RollingSum withVersion(int other) {
        return new RollingSum(input, output, other, window, config, facts, before);
    }

    /// Windows stop where another segment begins.
    RollingSum inSegments() {
        RowWindow other = new RowWindow(window.lookback(), window.lookahead(), Optional.of(SmallLake.SEGMENT));
        return new RollingSum(input, output, version, other, config, facts, before);
    }

    RollingSum withConfig(String name, String value) {
        SortedMap<String, String> other = new TreeMap<>(config);
        other.put(name, value);
        return new RollingSum(input, output, version, window, other, facts, before);
    }

    RollingSum withFact(String name, String value) {
        SortedMap<String, String> other = new TreeMap<>(facts);
        other.put(name, value);
        return new RollingSum(input, output, version, window, config, other, before);
    }

    RollingSum before(BiConsumer<String, String> other) {
        return new RollingSum(input, output, version, window, config, facts, other);
    }

    @Override
    public String id() {
        return "rolling-sum";
    }

    @Override
    public DatasetRecord record() {
        SortedMap<String, String> identity = new TreeMap<>(config);
        identity.put(RECIPE, id());
        return new DatasetRecord(SCHEMA, 1, ChunkSize.DAY, true, identity);
    }

    @Override
    public List<DatasetName> inputs() {
        return List.of(input);
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return lake.series(input).stream().map(SeriesKey::symbol).toList();
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return new SeriesInputs(List.of(new SeriesKey(input, symbol)), facts);
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        Optional<Series> series = snapshot.series(new SeriesKey(input, symbol));
        List<Partition> partitions = series.map(Series::partitions).orElse(List.of());
        List<Want> wants = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            wants.add(Want.of(
                    partitions.get(i).chunk(),
                    window.slices(series.orElseThrow(), partitions, i, List.of("time", "value"))));
        }
        return wants;
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        before.accept(symbol, want.chunk());
        List<Table> tables = new ArrayList<>();
        int from = 0;
        int rows = 0;
        int own = 0;
        for (InputSlice slice : want.slices()) {
            if (slice.isOwn()) {
                from = rows;
                own = slice.rows();
            }
            tables.add(inputs.read(slice));
            rows += slice.rows();
        }
        return sums(Table.concat(tables), from, from + own);
    }

    private Table sums(Table table, int from, int to) {
        TableBuilder sums = new TableBuilder(SCHEMA);
        for (int row = from; row < to; row++) {
            double sum = 0;
            int last = Math.min(table.rows() - 1, row + window.lookahead());
            for (int i = Math.max(0, row - window.lookback()); i <= last; i++) {
                sum += Math.floor(table.doubles("value").values()[i]);
            }
            if (table.doubles("value").values()[row] >= 0) {
                sums.setLong(0, table.longs("time").values()[row]);
                sums.setDouble(1, sum);
                sums.endRow();
            }
        }
        return sums.build();
    }
}
