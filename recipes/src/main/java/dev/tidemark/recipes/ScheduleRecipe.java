package dev.tidemark.recipes;

import dev.tidemark.build.Description;
import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
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
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.instrument.Symbols;
import dev.tidemark.market.roll.DayInterest;
import dev.tidemark.market.roll.OpenInterestRule;
import dev.tidemark.market.roll.RollCarry;
import dev.tidemark.market.roll.Schedule;
import dev.tidemark.market.roll.ScheduleDay;
import dev.tidemark.market.roll.StaleReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/// `schedule/<exchange>.<product>`: which contract stands for a product on which trading day, by open interest of the
/// daily table.
final class ScheduleRecipe extends RecordedRecipe {
    static final String ID = "schedule";
    static final String THRESHOLD = "threshold";
    static final Schema SCHEMA = new Schema(
            List.of(
                    new Field("date", ColumnType.DATE),
                    new Field("main_contract", ColumnType.STRING),
                    new Field("main_oi", ColumnType.FLOAT64),
                    new Field("next_best_contract", ColumnType.STRING),
                    new Field("next_best_oi", ColumnType.FLOAT64),
                    new Field("switch_flag", ColumnType.BOOLEAN),
                    new Field("segment_id", ColumnType.INT64)),
            "date");

    private static final int VERSION = 1;
    private static final DatasetName DAILY = new DatasetName("daily", "futures");
    private static final List<String> COLUMNS = List.of("date", "open_interest");

    private final String product;
    private final OpenInterestRule rule;
    private final MarketTables tables;

    /// @param product such as `SHFE.cu`
    ScheduleRecipe(String product, double threshold, MarketTables tables) {
        super(ID, VERSION, dataset(product), record(threshold));
        this.product = product;
        this.tables = tables;
        this.rule = new OpenInterestRule(threshold);
    }

    /// Another calendar of the user's own may say another previous day.
    @Override
    public String revision() {
        return tables.text().equals(Markets.shippedTables()) ? "" : tables.text();
    }

    private static DatasetRecord record(double threshold) {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(RECIPE, ID);
        identity.put("rule", "open_interest");
        identity.put(THRESHOLD, TickSizeFact.text(threshold));
        identity.put("daily", DAILY.toString());
        return new DatasetRecord(SCHEMA, 1, ChunkSize.ALL, true, identity);
    }

    static DatasetName dataset(String product) {
        return new DatasetName(ID, product);
    }

    /// The products that the daily table has contracts of, such as `SHFE.cu`.
    static Collection<String> products(Snapshot lake) {
        SortedMap<String, Boolean> products = new TreeMap<>();
        lake.series(DAILY).forEach(key -> productOf(key.symbol()).ifPresent(name -> products.put(name, true)));
        return products.keySet();
    }

    static Optional<String> productOf(String symbol) {
        String exchange = Symbols.exchangeOf(symbol);
        String name = Symbols.productOf(symbol);
        return exchange.isEmpty() || name.isEmpty() ? Optional.empty() : Optional.of(exchange + "." + name);
    }

    @Override
    public List<DatasetName> inputs() {
        return List.of(DAILY);
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return contracts(lake).isEmpty() ? List.of() : List.of(SeriesKey.NO_SYMBOL);
    }

    private List<SeriesKey> contracts(Snapshot lake) {
        return lake.series(DAILY).stream()
                .filter(key -> productOf(key.symbol()).equals(Optional.of(product)))
                .toList();
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return SeriesInputs.of(contracts(lake));
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        List<InputSlice> slices = new ArrayList<>();
        for (SeriesKey key : contracts(snapshot)) {
            Series series = snapshot.series(key).orElseThrow();
            for (Partition partition : series.partitions()) {
                slices.add(InputSlice.whole(series, partition, COLUMNS));
            }
        }
        return slices.isEmpty() ? List.of() : List.of(Want.of("all", slices));
    }

    /// Days that were decided with open interest of a day too long ago.
    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        List<String> notes = wants(lake, snapshot, symbol).stream()
                .map(want -> decide(want, slice -> lake.read(slice.series(), slice.partition(), slice.columns())))
                .flatMap(result -> result.stale().stream())
                .map(stale -> StaleReference.CODE + " " + stale.message())
                .toList();
        return new Description(new TreeMap<>(), notes);
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        return table(decide(want, inputs).days());
    }

    private OpenInterestRule.Result decide(Want want, Inputs inputs) {
        int rows = want.slices().stream().mapToInt(InputSlice::rows).sum();
        long[] days = new long[rows];
        String[] symbols = new String[rows];
        double[] interest = new double[rows];
        int at = 0;
        for (InputSlice slice : want.slices()) {
            Table table = inputs.read(slice);
            int[] dates = ((IntColumn) table.column("date")).values();
            double[] values = Columns.doubles(table, "open_interest");
            for (int row = 0; row < table.rows(); row++, at++) {
                days[at] = dates[row];
                symbols[at] = slice.series().key().symbol();
                interest[at] = values[row];
            }
        }
        List<DayInterest> gathered = DayInterest.gather(days, symbols, interest);
        return rule.decide(RollCarry.start(), gathered, previousDay());
    }

    private LongUnaryOperator previousDay() {
        int dot = product.indexOf('.');
        Optional<Market> market = tables.markets().find(product.substring(0, dot), product.substring(dot + 1));
        return day -> market.map(m -> m.calendar().previous(day)).orElse(day - 1);
    }

    private static Table table(List<ScheduleDay> days) {
        TableBuilder rows = new TableBuilder(SCHEMA);
        for (ScheduleDay day : days) {
            rows.setInt(0, Math.toIntExact(day.epochDay()));
            rows.setString(1, day.mainContract());
            setUnlessNull(rows, 2, day.mainInterest());
            rows.setString(3, day.nextContract());
            setUnlessNull(rows, 4, day.nextInterest());
            rows.setBoolean(5, day.isSwitch());
            rows.setLong(6, day.segmentId());
            rows.endRow();
        }
        return rows.build();
    }

    private static void setUnlessNull(TableBuilder rows, int column, double value) {
        if (!Double.isNaN(value)) {
            rows.setDouble(column, value);
        }
    }

    /// A row of a stored schedule.
    record Day(int epochDay, String contract, long segment) {}

    /// The hash that a schedule is identified by.
    static String hash(List<Day> days) {
        return new Schedule(days.stream()
                        .map(day -> new ScheduleDay(
                                day.epochDay(), day.contract(), Double.NaN, "", Double.NaN, false, day.segment()))
                        .toList())
                .hash();
    }

    /// Reads a stored schedule; empty when there is none.
    static List<Day> read(Lake lake, Snapshot snapshot, String product) {
        Optional<Series> series = snapshot.series(new SeriesKey(dataset(product), SeriesKey.NO_SYMBOL));
        List<Day> days = new ArrayList<>();
        if (series.isPresent()) {
            for (Partition partition : series.get().partitions()) {
                Table table = lake.read(series.get(), partition, List.of("date", "main_contract", "segment_id"));
                int[] dates = ((IntColumn) table.column(0)).values();
                StringColumn contracts = (StringColumn) table.column(1);
                long[] segments = Columns.longs(table, "segment_id");
                for (int row = 0; row < table.rows(); row++) {
                    String contract = contracts.text(row);
                    days.add(new Day(dates[row], contract == null ? "" : contract, segments[row]));
                }
            }
        }
        return days;
    }
}
