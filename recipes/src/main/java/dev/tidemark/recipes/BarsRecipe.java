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
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.bar.Bar;
import dev.tidemark.market.bar.BarClock;
import dev.tidemark.market.bar.BarStream;
import dev.tidemark.market.bar.BarTable;
import dev.tidemark.market.bar.CumulativeVolume;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.instrument.Symbols;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// `bars/<timeframe>`: bars from ticks, in the columns of imported bars.
///
/// A partition is a calendar month (UTC) of bar starts, made of all trading days that have bars in it, so that a day
/// more costs the last month.
final class BarsRecipe extends RecordedRecipe {
    static final String ID = "bars";
    static final String GROUP = "bars";

    /// The columns of every `bars` dataset.
    static final Schema SCHEMA = Schema.parse(BarTable.COLUMNS, BarTable.TIME);

    private static final int VERSION = 1;

    private static final String TRADES = "trades";
    private static final ChunkSize CHUNK = ChunkSize.MONTH;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final List<String> OF_SNAPSHOTS = List.of("datetime", "last_price", "volume", "open_interest");
    private static final List<String> OF_TRADES = List.of("datetime", "price", "size");

    private final Timeframe timeframe;
    private final DatasetName source;
    private final MarketTables tables;

    /// @param variant behind the timeframe in the dataset's name; empty for none
    /// @param source  member of the `ticks` group
    BarsRecipe(Timeframe timeframe, String variant, String source, MarketTables tables) {
        super(ID, VERSION, dataset(timeframe, variant), record(source));
        this.tables = tables;
        this.timeframe = timeframe;
        this.source = new DatasetName(TickInput.GROUP, source);
    }

    static DatasetName dataset(Timeframe timeframe, String variant) {
        return new DatasetName(GROUP, variant.isEmpty() ? timeframe.text() : timeframe.text() + "-" + variant);
    }

    private static DatasetRecord record(String source) {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(RECIPE, ID);
        identity.put(TickRecipe.SOURCE, source);
        identity.put("adjusted", "none");
        identity.put("label", "start");
        identity.put("session", "regular");
        return new DatasetRecord(SCHEMA, 1, CHUNK, true, identity);
    }

    /// Bars of other sessions or holidays are other bars.
    @Override
    public String revision() {
        return tables.text();
    }

    @Override
    public List<DatasetName> inputs() {
        return List.of(source);
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return lake.series(source).stream().map(SeriesKey::symbol).toList();
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return SeriesInputs.of(List.of(new SeriesKey(source, symbol)));
    }

    private boolean isTrades() {
        return source.member().split("-", 2)[0].equals(TRADES);
    }

    private Optional<Market> market(String symbol) {
        return tables.markets().find(Symbols.exchangeOf(symbol), Symbols.productOf(symbol));
    }

    private BarClock clock(Optional<Market> market, String tradingDay) {
        LocalDate day = LocalDate.parse(tradingDay);
        return market.map(m -> BarClock.of(m, timeframe, day)).orElseGet(() -> BarClock.ofUtcDay(timeframe, day));
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        Optional<Series> series = snapshot.series(new SeriesKey(source, symbol));
        if (series.isEmpty()) {
            return List.of();
        }
        Optional<Market> market = market(symbol);
        List<String> columns = isTrades() ? OF_TRADES : OF_SNAPSHOTS;
        SortedMap<String, List<InputSlice>> byChunk = new TreeMap<>();
        for (Partition partition : series.get().partitions()) {
            BarClock clock = clock(market, partition.chunk());
            Set<String> chunks =
                    new LinkedHashSet<>(List.of(chunkOf(clock.firstMicros()), chunkOf(clock.lastMicros())));
            for (String chunk : chunks) {
                byChunk.computeIfAbsent(chunk, _ -> new ArrayList<>())
                        .add(InputSlice.whole(series.get(), partition, columns));
            }
        }
        List<Want> wants = new ArrayList<>();
        byChunk.forEach((chunk, slices) -> wants.add(Want.of(chunk, slices)));
        return wants;
    }

    private static String chunkOf(long micros) {
        return CHUNK.labelOf(LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY)));
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        List<String> notes = timeframe.isIntraday() && market(symbol).isEmpty()
                ? List.of("no_sessions its exchange is not known, so a day is one session of 24 hours in UTC")
                : List.of();
        return new Description(new TreeMap<>(), notes);
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        SortedMap<Long, Bar> bars = new TreeMap<>();
        Optional<Market> market = market(symbol);
        for (InputSlice slice : want.slices()) {
            BarClock clock = clock(market, slice.partition().chunk());
            stream(inputs.read(slice), clock, new BarStream(bar -> {
                if (chunkOf(bar.micros()).equals(want.chunk())) {
                    bars.merge(bar.micros(), bar, Bar::then);
                }
            }));
        }
        TableBuilder rows = new TableBuilder(SCHEMA);
        bars.values().forEach(bar -> add(rows, symbol, bar));
        return rows.build();
    }

    private void stream(Table ticks, BarClock clock, BarStream stream) {
        long[] times = Columns.longs(ticks, "datetime");
        double[] prices = Columns.doubles(ticks, isTrades() ? "price" : "last_price");
        double[] volumes = Columns.doubles(ticks, isTrades() ? "size" : "volume");
        double[] interests = isTrades() ? new double[0] : Columns.doubles(ticks, "open_interest");
        CumulativeVolume cumulative = new CumulativeVolume();
        for (int t = 0; t < times.length; t++) {
            double traded = isTrades() ? volumes[t] : cumulative.traded(volumes[t]);
            double interest = isTrades() ? Double.NaN : interests[t];
            stream.add(clock.startMicros(times[t]), prices[t], traded, interest);
        }
        stream.end();
    }

    private static void add(TableBuilder rows, String symbol, Bar bar) {
        rows.setString(0, symbol);
        rows.setLong(1, bar.micros());
        double[] numbers = {bar.open(), bar.high(), bar.low(), bar.close(), bar.volume(), bar.openInterest()};
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isNaN(numbers[i])) {
                rows.setDouble(2 + i, numbers[i]);
            }
        }
        rows.setBoolean(SCHEMA.indexOf("imputed"), false);
        rows.setBoolean(SCHEMA.indexOf("final"), true);
        rows.endRow();
    }
}
