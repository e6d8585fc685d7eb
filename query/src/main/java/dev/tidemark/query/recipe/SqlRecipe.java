package dev.tidemark.query.recipe;

import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Uncounted;
import dev.tidemark.build.Want;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// A query as a recipe: of each partition of the first input it makes one of the output, from exactly the rows that the
/// header declares. Thread-safe.
///
/// The rows go in in their order, on one thread, so equal inputs give equal answers. The first partition of each series
/// in a process, and every one when the recipe is [#checked()], is computed again from shuffled rows: what then differs
/// depends on the order of rows, which no reader of the query can see.
final class SqlRecipe implements Recipe {
    static final String SEQ = "seq";
    static final String CHUNK = "chunk";
    static final String IS_OWN = "is_own";

    private static final String SYMBOL = "symbol";
    private static final long SHUFFLE = 20_240_219;
    /// What sums in another order may differ by.
    private static final double ROUNDING = 1e-9;

    private final RecipeHeader header;
    private final String sql;
    private final String revision;
    private final DatasetRecord record;
    private final Map<DatasetName, List<Field>> reads;
    private final Set<String> shuffled = ConcurrentHashMap.newKeySet();
    private final Set<DatasetName> realOnly;
    private final boolean isChecked;

    /// @param reads    the columns that are read of each input
    /// @param realOnly inputs whose imputed rows are left out
    /// @param revision digest of the file, and the engine
    SqlRecipe(
            RecipeHeader header,
            String sql,
            String revision,
            DatasetRecord record,
            Map<DatasetName, List<Field>> reads,
            Set<DatasetName> realOnly,
            boolean isChecked) {
        this.header = header;
        this.sql = sql;
        this.revision = revision;
        this.record = record;
        this.reads = Map.copyOf(reads);
        this.realOnly = Set.copyOf(realOnly);
        this.isChecked = isChecked;
    }

    /// The columns that every input table has behind those of its dataset: the row's place in its partition, the
    /// partition's chunk, and whether the row is one of the output's own, not one that a window reaches over.
    static List<Field> added() {
        return List.of(
                new Field(SEQ, ColumnType.INT64),
                new Field(CHUNK, ColumnType.STRING),
                new Field(IS_OWN, ColumnType.BOOLEAN));
    }

    @Override
    public String id() {
        return header.name();
    }

    @Override
    public int version() {
        return header.version();
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public Recipe checked() {
        return new SqlRecipe(header, sql, revision, record, reads, realOnly, true);
    }

    @Override
    public DatasetName output() {
        return header.output();
    }

    @Override
    public DatasetRecord record() {
        return record;
    }

    @Override
    public List<DatasetName> inputs() {
        return header.inputs().stream().map(SqlInput::dataset).toList();
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return lake.series(header.inputs().getFirst().dataset()).stream()
                .map(SeriesKey::symbol)
                .toList();
    }

    /// The series that a symbol reads of an input: its own, else the one without symbol.
    private static SeriesKey key(Snapshot lake, SqlInput input, String symbol) {
        SeriesKey own = new SeriesKey(input.dataset(), symbol);
        SeriesKey shared = new SeriesKey(input.dataset(), SeriesKey.NO_SYMBOL);
        return lake.summary(own).isEmpty() && lake.summary(shared).isPresent() ? shared : own;
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return SeriesInputs.of(
                header.inputs().stream().map(input -> key(lake, input, symbol)).toList());
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        Map<SqlInput, Chunks> chunks = new LinkedHashMap<>();
        for (SqlInput input : header.inputs()) {
            snapshot.series(key(snapshot, input, symbol))
                    .ifPresent(found -> chunks.put(input, Chunks.of(found, uncounted(lake, input, found))));
        }
        Chunks first = chunks.get(header.inputs().getFirst());
        if (first == null) {
            return List.of();
        }
        List<Want> wants = new ArrayList<>();
        for (Partition partition : first.partitions()) {
            List<InputSlice> slices = new ArrayList<>();
            chunks.forEach((input, held) -> slices.addAll(held.slices(input, partition.chunk(), columns(input))));
            wants.add(Want.of(partition.chunk(), slices));
        }
        return wants;
    }

    private Uncounted uncounted(Lake lake, SqlInput input, Series series) {
        return realOnly.contains(input.dataset()) && input.reachesOverRows()
                ? RealRows.uncounted(lake, series)
                : Uncounted.NONE;
    }

    private List<String> columns(SqlInput input) {
        return reads.getOrDefault(input.dataset(), List.of()).stream()
                .map(Field::name)
                .toList();
    }

    /// A series' partitions, where each chunk stands, and which rows windows do not count.
    private record Chunks(Series series, List<Partition> partitions, Map<String, Integer> places, Uncounted uncounted) {
        static Chunks of(Series series, Uncounted uncounted) {
            List<Partition> partitions = series.partitions();
            Map<String, Integer> places = new LinkedHashMap<>();
            for (int i = 0; i < partitions.size(); i++) {
                places.put(partitions.get(i).chunk(), i);
            }
            return new Chunks(series, partitions, places, uncounted);
        }

        /// A series in one partition is read as a whole by every chunk.
        List<InputSlice> slices(SqlInput input, String chunk, List<String> columns) {
            Integer own = series.chunkSize() == ChunkSize.ALL ? places.get("all") : places.get(chunk);
            return own == null ? List.of() : input.slices(series, partitions, own, columns, uncounted);
        }
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        Map<DatasetName, Table> tables = tables(want, inputs);
        Table answer = run(tables, false);
        requireOwnRows(want, tables, answer);
        if (isChecked || shuffled.add(symbol)) {
            requireSame(answer, run(tables, true));
        }
        return record.schema().indexOf(SYMBOL) == 0 && answer.schema().indexOf(SYMBOL) < 0
                ? withSymbol(symbol, answer)
                : answer;
    }

    /// The rows of each input with the columns that are added.
    private Map<DatasetName, Table> tables(Want want, Inputs inputs) {
        Map<DatasetName, List<Table>> parts = new LinkedHashMap<>();
        for (InputSlice slice : want.slices()) {
            Table rows = inputs.read(slice);
            List<Column> columns = new ArrayList<>(rows.columns());
            List<Field> fields = new ArrayList<>(rows.schema().fields());
            long[] seq = new long[rows.rows()];
            Arrays.setAll(seq, row -> slice.firstRow() + row);
            boolean[] own = new boolean[rows.rows()];
            Arrays.fill(own, slice.isOwn());
            columns.add(new LongColumn(seq, null));
            columns.add(StringColumn.constant(slice.partition().chunk(), rows.rows()));
            columns.add(new BooleanColumn(own, null));
            fields.addAll(added());
            DatasetName dataset = slice.series().key().dataset();
            Table part = new Table(new Schema(fields, rows.schema().timeColumn()), columns);
            parts.computeIfAbsent(dataset, _ -> new ArrayList<>())
                    .add(realOnly.contains(dataset) ? RealRows.of(part) : part);
        }
        Map<DatasetName, Table> tables = new LinkedHashMap<>();
        parts.forEach((dataset, pieces) -> tables.put(dataset, Table.concat(pieces)));
        return tables;
    }

    private Table run(Map<DatasetName, Table> tables, boolean isShuffled) {
        try (SqlRun run = SqlRun.open()) {
            for (SqlInput input : header.inputs()) {
                List<Field> fields = new ArrayList<>(reads.getOrDefault(input.dataset(), List.of()));
                fields.addAll(added());
                run.define(input.alias(), fields);
                Table rows = tables.get(input.dataset());
                if (rows != null) {
                    run.fill(input.alias(), rows, order(rows.rows(), isShuffled));
                }
            }
            run.lock();
            boolean addsSymbol = record.schema().fields().size() > 1
                    && record.schema().indexOf(SYMBOL) == 0
                    && run.columns(sql).stream().noneMatch(field -> field.name().equals(SYMBOL));
            List<Field> fields = record.schema().fields();
            Schema schema = addsSymbol
                    ? new Schema(
                            fields.subList(1, fields.size()), record.schema().timeColumn())
                    : record.schema();
            return run.run(sql, schema);
        }
    }

    private static int[] order(int rows, boolean isShuffled) {
        int[] order = IntStream.range(0, rows).toArray();
        if (isShuffled) {
            Random random = new Random(SHUFFLE);
            for (int i = rows - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int held = order[i];
                order[i] = order[j];
                order[j] = held;
            }
        }
        return order;
    }

    /// Rows of a window in the answer would stand in two partitions.
    private void requireOwnRows(Want want, Map<DatasetName, Table> tables, Table answer) {
        if (!answer.isSortedByTime()) {
            throw new RecipeException(
                    "not_sorted",
                    "the answer is not in the order of '" + answer.schema().timeColumn()
                            + "': let the ORDER BY begin with it");
        }
        if (want.slices().stream().allMatch(InputSlice::isOwn) || answer.rows() == 0) {
            return;
        }
        DatasetName first = header.inputs().getFirst().dataset();
        Table rows = tables.get(first);
        String time = answer.schema().timeColumn();
        if (rows == null || time == null || !time.equals(rows.schema().timeColumn())) {
            return;
        }
        BooleanColumn own = rows.booleans(IS_OWN);
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int row = 0; row < rows.rows(); row++) {
            if (own.values()[row]) {
                least = Math.min(least, rows.time(row));
                most = Math.max(most, rows.time(row));
            }
        }
        if (answer.time(0) < least || answer.time(answer.rows() - 1) > most) {
            throw new RecipeException(
                    "rows_of_windows",
                    "the answer has rows of before or after the partition's own; add WHERE " + IS_OWN);
        }
    }

    private static void requireSame(Table answer, Table again) {
        boolean isSame = answer.rows() == again.rows();
        for (int c = 0; isSame && c < answer.columns().size(); c++) {
            isSame = isSame(answer.column(c), again.column(c));
        }
        if (!isSame) {
            throw new RecipeException(
                    "order_dependent",
                    "the answer is another one when the inputs' rows come in another order: let every ORDER BY name"
                            + " columns that no two rows share, such as datetime, seq");
        }
    }

    private static boolean isSame(Column one, Column other) {
        for (int row = 0; row < one.size(); row++) {
            if (one.isNull(row) != other.isNull(row) || (!one.isNull(row) && !isSame(one, other, row))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Column one, Column other, int row) {
        return switch (one) {
            case DoubleColumn c -> isClose(c.values()[row], ((DoubleColumn) other).values()[row]);
            case LongColumn c -> c.values()[row] == ((LongColumn) other).values()[row];
            case IntColumn c -> c.values()[row] == ((IntColumn) other).values()[row];
            case BooleanColumn c -> c.values()[row] == ((BooleanColumn) other).values()[row];
            case StringColumn c ->
                Optional.ofNullable(c.text(row)).equals(Optional.ofNullable(((StringColumn) other).text(row)));
        };
    }

    private static boolean isClose(double one, double other) {
        return Double.compare(one, other) == 0
                || Math.abs(one - other) <= ROUNDING * Math.max(1, Math.max(Math.abs(one), Math.abs(other)));
    }

    private Table withSymbol(String symbol, Table answer) {
        List<Column> columns = new ArrayList<>();
        columns.add(StringColumn.constant(symbol, answer.rows()));
        columns.addAll(answer.columns());
        return new Table(record.schema(), columns);
    }
}
