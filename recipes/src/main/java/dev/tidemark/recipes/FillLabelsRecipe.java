package dev.tidemark.recipes;

import dev.tidemark.build.Description;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.label.FillLabels;
import dev.tidemark.market.label.FillRule;
import dev.tidemark.market.label.Side;
import dev.tidemark.market.tick.TickColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `labels/fill`: whether and when orders placed at a tick would have been filled. A tick has a row for each side and
/// price level, in that order.
final class FillLabelsRecipe implements Recipe {
    static final String ID = "fill-labels";
    static final String PRICE_LEVELS = "price_levels";

    private static final int VERSION = 1;

    private final List<Integer> levels;
    private final List<Integer> horizons;
    private final int maxHorizon;
    private final TickSizeFact tickSize;
    private final TickInput ticks;
    private final DatasetName output;
    private final DatasetRecord record;

    FillLabelsRecipe(String set, String source, List<Integer> levels, List<Integer> horizons, TickSizeFact tickSize) {
        FillRule rule = new FillRule(levels, horizons, 1);
        this.levels = rule.priceLevels();
        this.horizons = rule.horizons();
        this.maxHorizon = rule.maxHorizon();
        this.tickSize = tickSize;
        this.ticks = TickInput.of(
                source,
                EnumSet.of(
                        TickColumn.BID_PRICE1, TickColumn.BID_VOLUME1, TickColumn.ASK_PRICE1, TickColumn.ASK_VOLUME1));
        this.output = new DatasetName(LabelsRecipe.ID, set);
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(RECIPE, ID);
        identity.put(FeaturesRecipe.SOURCE, source);
        identity.put(LabelsRecipe.HORIZONS, joined(this.horizons));
        identity.put(PRICE_LEVELS, joined(this.levels));
        this.record = new DatasetRecord(Columns.schema(rule.columns(ticks.source())), 1, ChunkSize.DAY, true, identity);
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return VERSION;
    }

    @Override
    public DatasetName output() {
        return output;
    }

    @Override
    public DatasetRecord record() {
        return record;
    }

    @Override
    public List<DatasetName> inputs() {
        return List.of(ticks.dataset());
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return ticks.symbols(lake);
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return tickSize.inputs(lake, ticks.dataset(), symbol);
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        SortedMap<String, String> facts = inputs(snapshot, symbol).facts();
        return ticks.wants(snapshot, symbol, 0, maxHorizon).stream()
                .map(want -> new Want(want.chunk(), want.slices(), facts, want.attributes()))
                .toList();
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        List<String> parameters = new ArrayList<>();
        horizons.forEach(horizon -> parameters.add(Integer.toString(horizon)));
        levels.forEach(level -> parameters.add(Integer.toString(level)));
        parameters.addAll(inputs(snapshot, symbol).facts().values());
        return new Description(BuildId.attributes(snapshot, ticks, symbol, ID, record.schema(), parameters), List.of());
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        TickInput.Rows rows = ticks.read(want, inputs);
        FillRule rule = new FillRule(levels, horizons, Double.parseDouble(LabelsRecipe.fact(want)));
        List<Order> orders = new ArrayList<>();
        for (Side side : Side.values()) {
            for (int level : levels) {
                orders.add(new Order(side, level, rule.compute(rows.ticks(), rows.from(), rows.to(), side, level)));
            }
        }
        int count = orders.size();
        int ticksMade = rows.to() - rows.from();
        int[] repeated = new int[ticksMade * count];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = i / count;
        }
        List<Column> columns = new ArrayList<>();
        rows.keys(symbol, ticks.keys()).forEach(key -> columns.add(key.take(repeated)));
        addOrders(orders, ticksMade, columns);
        return new Table(record.schema(), columns);
    }

    /// The orders of one side and level.
    private record Order(Side side, int level, FillLabels labels) {}

    private void addOrders(List<Order> orders, int rows, List<Column> columns) {
        String[] sides = Arrays.stream(Side.values())
                .map(side -> side.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        int[] side = new int[rows * orders.size()];
        int[] level = new int[side.length];
        for (int i = 0; i < side.length; i++) {
            Order order = orders.get(i % orders.size());
            side[i] = Arrays.asList(Side.values()).indexOf(order.side());
            level[i] = order.level();
        }
        columns.add(new StringColumn(sides, side));
        columns.add(Columns.ofInts(level));
        columns.add(
                woven(orders.stream().map(order -> order.labels().orderPrice()).toList(), rows));
        columns.add(woven(
                orders.stream().map(order -> order.labels().queuePosition()).toList(), rows));
        for (int h = 0; h < horizons.size(); h++) {
            int horizon = h;
            columns.add(wovenInts(
                    orders.stream()
                            .map(order -> order.labels().timeToFill(horizon))
                            .toList(),
                    rows));
            columns.add(wovenInts(
                    orders.stream()
                            .map(order -> order.labels().fillProbability(horizon))
                            .toList(),
                    rows));
        }
    }

    private static Column woven(List<double[]> parts, int rows) {
        double[] values = new double[rows * parts.size()];
        for (int part = 0; part < parts.size(); part++) {
            double[] from = parts.get(part);
            for (int row = 0; row < rows; row++) {
                values[row * parts.size() + part] = from[row];
            }
        }
        return Columns.ofDoubles(values);
    }

    private static Column wovenInts(List<int[]> parts, int rows) {
        int[] values = new int[rows * parts.size()];
        for (int part = 0; part < parts.size(); part++) {
            int[] from = parts.get(part);
            for (int row = 0; row < rows; row++) {
                values[row * parts.size() + part] = from[row];
            }
        }
        return Columns.ofInts(values);
    }
}
