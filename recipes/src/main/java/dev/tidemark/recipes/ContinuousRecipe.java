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
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import dev.tidemark.market.tick.TickDepth;
import dev.tidemark.market.tick.TickSource;
import dev.tidemark.market.tick.TypedColumn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `ticks/main_l5`: for each trading day the ticks of the contract that the schedule names, spliced without adjustment.
final class ContinuousRecipe extends RecordedRecipe {
    static final String ID = "continuous";
    static final String L5_ONLY = "l5_only";
    static final String L5_START = "l5_start";
    static final String SCHEDULE_ROWS = "schedule_rows";
    static final DatasetName OUTPUT = new DatasetName(TickInput.GROUP, "main_l5");

    private static final int VERSION = 1;
    private static final DatasetName RAW = new DatasetName(TickInput.GROUP, "raw");
    private static final String PREFIX = "KQ.m@";
    private static final List<String> COLUMNS =
            TickSource.RAW.columns().stream().map(TypedColumn::name).toList();

    private final List<String> products;
    private final boolean isL5Only;
    private final Optional<LocalDate> start;

    /// @param products those that have, or get, a schedule
    /// @param isL5Only whether only rows with true depth are kept
    /// @param start    days before it are left out
    ContinuousRecipe(List<String> products, double threshold, boolean isL5Only, Optional<LocalDate> start) {
        super(ID, VERSION, OUTPUT, record(threshold, isL5Only, start));
        this.products = List.copyOf(products);
        this.isL5Only = isL5Only;
        this.start = start;
    }

    private static DatasetRecord record(double threshold, boolean isL5Only, Optional<LocalDate> start) {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(RECIPE, ID);
        identity.put(TickRecipe.SOURCE, "raw");
        identity.put(ScheduleRecipe.THRESHOLD, TickSizeFact.text(threshold));
        identity.put(L5_ONLY, Boolean.toString(isL5Only));
        start.ifPresent(day -> identity.put(L5_START, day.toString()));
        return new DatasetRecord(Columns.schema(TickSource.MAIN_L5.columns()), 1, ChunkSize.DAY, true, identity);
    }

    /// The symbol of a product's continuous series: `KQ.m@SHFE.cu`.
    static String symbolOf(String product) {
        return PREFIX + product;
    }

    @Override
    public List<DatasetName> inputs() {
        List<DatasetName> inputs = new ArrayList<>();
        inputs.add(RAW);
        products.forEach(product -> inputs.add(ScheduleRecipe.dataset(product)));
        return inputs;
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return products.stream().map(ContinuousRecipe::symbolOf).toList();
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        String product = symbol.substring(PREFIX.length());
        List<SeriesKey> inputs = new ArrayList<>();
        inputs.add(new SeriesKey(ScheduleRecipe.dataset(product), SeriesKey.NO_SYMBOL));
        lake.series(RAW).stream()
                .filter(key -> ScheduleRecipe.productOf(key.symbol()).equals(Optional.of(product)))
                .forEach(inputs::add);
        return SeriesInputs.of(inputs);
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        List<Want> wants = new ArrayList<>();
        Map<String, Contract> contracts = new HashMap<>();
        for (ScheduleRecipe.Day day : ScheduleRecipe.read(lake, snapshot, symbol.substring(PREFIX.length()))) {
            LocalDate date = LocalDate.ofEpochDay(day.epochDay());
            if (start.isPresent() && date.isBefore(start.get())) {
                continue;
            }
            Contract contract =
                    contracts.computeIfAbsent(day.contract(), name -> Contract.of(snapshot, new SeriesKey(RAW, name)));
            contract.want(date.toString(), day).ifPresent(wants::add);
        }
        return wants;
    }

    /// The stored days of a contract; none when it has no ticks.
    private record Contract(Optional<Series> series, Map<String, Partition> days) {
        static Contract of(Snapshot snapshot, SeriesKey key) {
            Map<String, Partition> days = new HashMap<>();
            Optional<Series> series = snapshot.series(key);
            series.ifPresent(s -> s.partitions().forEach(p -> days.put(p.chunk(), p)));
            return new Contract(series, days);
        }

        Optional<Want> want(String chunk, ScheduleRecipe.Day day) {
            Partition partition = days.get(chunk);
            if (series.isEmpty() || partition == null) {
                return Optional.empty();
            }
            SortedMap<String, String> facts = new TreeMap<>();
            facts.put("main_contract", day.contract());
            facts.put(TickInput.SEGMENT, Long.toString(day.segment()));
            SortedMap<String, String> attributes = new TreeMap<>();
            attributes.put("underlying_contract", day.contract());
            attributes.put(TickInput.SEGMENT, Long.toString(day.segment()));
            InputSlice slice = InputSlice.whole(series.get(), partition, COLUMNS);
            return Optional.of(new Want(chunk, List.of(slice), facts, attributes));
        }
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        List<ScheduleRecipe.Day> schedule = ScheduleRecipe.read(lake, snapshot, symbol.substring(PREFIX.length()));
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put(BuildId.SCHEDULE_HASH, ScheduleRecipe.hash(schedule));
        attributes.put(SCHEDULE_ROWS, Integer.toString(schedule.size()));
        attributes.put(
                "underlyings",
                schedule.stream().map(ScheduleRecipe.Day::contract).distinct().collect(Collectors.joining(",")));
        start.ifPresent(day -> attributes.put(L5_START, day.toString()));
        return new Description(attributes, missingDays(snapshot, schedule));
    }

    private List<String> missingDays(Snapshot snapshot, List<ScheduleRecipe.Day> schedule) {
        Map<String, Contract> contracts = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (ScheduleRecipe.Day day : schedule) {
            String date = LocalDate.ofEpochDay(day.epochDay()).toString();
            Contract contract =
                    contracts.computeIfAbsent(day.contract(), name -> Contract.of(snapshot, new SeriesKey(RAW, name)));
            boolean isWanted =
                    start.map(first -> date.compareTo(first.toString()) >= 0).orElse(true);
            if (isWanted && !contract.days().containsKey(date)) {
                missing.add("raw_missing " + date + " " + day.contract());
            }
        }
        return missing;
    }

    @Override
    public String noteOfEmpty(String chunk) {
        return "no_l5_rows " + chunk;
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        Table raw = inputs.read(want.slices().getFirst());
        Table rows = isL5Only ? l5Rows(raw) : raw;
        List<Column> columns = new ArrayList<>(rows.columns());
        columns.set(0, StringColumn.constant(symbol, rows.rows()));
        columns.add(StringColumn.constant(want.attributes().getOrDefault("underlying_contract", ""), rows.rows()));
        long[] segments = new long[rows.rows()];
        Arrays.fill(segments, Long.parseLong(want.attributes().getOrDefault(TickInput.SEGMENT, "0")));
        columns.add(new LongColumn(segments, null));
        return new Table(record().schema(), columns);
    }

    private static Table l5Rows(Table raw) {
        TickColumns.Builder ticks = TickColumns.of(Columns.longs(raw, "datetime"));
        for (TickColumn column : TickColumn.numbers()) {
            if (column.isDeep()) {
                ticks.with(column, Columns.doubles(raw, column.text()));
            }
        }
        BitSet deep = TickDepth.l5Rows(ticks.build());
        return deep.cardinality() == raw.rows() ? raw : raw.take(deep.stream().toArray());
    }
}
