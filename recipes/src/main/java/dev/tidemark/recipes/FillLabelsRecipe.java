package dev.tidemark.recipes;

import dev.tidemark.build.Description;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// `labels/fill`: whether and when orders placed at a tick would have been filled. A tick has a row for each side and
/// price level, in that order.
final class FillLabelsRecipe extends TickRecipe {
    static final String ID = "fill-labels";
    static final String PRICE_LEVELS = "price_levels";

    private static final int VERSION = 1;

    private final List<Integer> levels;
    private final List<Integer> horizons;
    private final TickSizeFact tickSize;

    FillLabelsRecipe(String set, String source, List<Integer> levels, List<Integer> horizons, TickSizeFact tickSize) {
        this(
                set,
                TickInput.of(
                        source,
                        EnumSet.of(
                                TickColumn.BID_PRICE1,
                                TickColumn.BID_VOLUME1,
                                TickColumn.ASK_PRICE1,
                                TickColumn.ASK_VOLUME1)),
                new FillRule(levels, horizons, 1),
                tickSize);
    }

    /// @param rule with any tick size
    private FillLabelsRecipe(String set, TickInput ticks, FillRule rule, TickSizeFact tickSize) {
        super(
                ID,
                VERSION,
                new DatasetName(LabelsRecipe.ID, set),
                ticks,
                rule.columns(ticks.source()),
                configuration(rule));
        this.levels = rule.priceLevels();
        this.horizons = rule.horizons();
        this.tickSize = tickSize;
    }

    private static SortedMap<String, String> configuration(FillRule rule) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put(LabelsRecipe.HORIZONS, LabelsRecipe.joined(rule.horizons()));
        fields.put(PRICE_LEVELS, LabelsRecipe.joined(rule.priceLevels()));
        return fields;
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return tickSize.inputs(lake, ticks().dataset(), symbol);
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        SortedMap<String, String> facts = inputs(snapshot, symbol).facts();
        return ticks().wants(snapshot, symbol, 0, horizons.getLast()).stream()
                .map(want -> new Want(want.chunk(), want.slices(), facts, want.attributes()))
                .toList();
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        List<String> parameters = new ArrayList<>();
        horizons.forEach(horizon -> parameters.add(Integer.toString(horizon)));
        levels.forEach(level -> parameters.add(Integer.toString(level)));
        parameters.addAll(inputs(snapshot, symbol).facts().values());
        return new Description(
                BuildId.attributes(snapshot, ticks(), symbol, ID, record().schema(), parameters), List.of());
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        TickInput.Rows rows = ticks().read(want, inputs);
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
        rows.keys(symbol, ticks().keys()).forEach(key -> columns.add(key.take(repeated)));
        addOrders(orders, ticksMade, columns);
        return new Table(record().schema(), columns);
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
