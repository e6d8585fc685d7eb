package dev.tidemark.recipes;

import dev.tidemark.build.Description;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.label.DirectionRule;
import dev.tidemark.market.tick.TickColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `labels/<set>`: where the mid price stands some rows later.
final class LabelsRecipe extends TickRecipe {
    static final String ID = "labels";
    static final String HORIZONS = "horizons";
    static final String THRESHOLD_K = "threshold_k";

    private static final int VERSION = 1;

    private final List<Integer> horizons;
    private final double thresholdK;
    private final TickSizeFact tickSize;

    LabelsRecipe(String set, String source, List<Integer> horizons, double thresholdK, TickSizeFact tickSize) {
        this(
                set,
                TickInput.of(source, EnumSet.of(TickColumn.BID_PRICE1, TickColumn.ASK_PRICE1)),
                new DirectionRule(horizons, thresholdK, 1),
                tickSize);
    }

    /// @param rule with any tick size
    private LabelsRecipe(String set, TickInput ticks, DirectionRule rule, TickSizeFact tickSize) {
        super(ID, VERSION, new DatasetName(ID, set), ticks, rule.columns(ticks.source()), configuration(rule));
        this.horizons = rule.horizons();
        this.thresholdK = rule.thresholdK();
        this.tickSize = tickSize;
    }

    private static SortedMap<String, String> configuration(DirectionRule rule) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put(HORIZONS, joined(rule.horizons()));
        fields.put(THRESHOLD_K, TickSizeFact.text(rule.thresholdK()));
        return fields;
    }

    static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
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
        parameters.add(TickSizeFact.text(thresholdK));
        parameters.addAll(inputs(snapshot, symbol).facts().values());
        return new Description(
                BuildId.attributes(snapshot, ticks(), symbol, ID, record().schema(), parameters), List.of());
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        TickInput.Rows rows = ticks().read(want, inputs);
        double[] mid = mid(rows);
        DirectionRule rule = new DirectionRule(horizons, thresholdK, Double.parseDouble(fact(want)));
        List<Column> columns = rows.keys(symbol, ticks().keys());
        columns.add(Columns.ofDoubles(Arrays.copyOfRange(mid, rows.from(), rows.to())));
        for (int[] values : rule.compute(mid, mid.length, rows.from(), rows.to())) {
            columns.add(Columns.ofInts(values));
        }
        return new Table(record().schema(), columns);
    }

    static String fact(Want want) {
        String size = want.facts().get(TickSizeFact.NAME);
        if (size == null) {
            throw new IllegalStateException("a want of labels states the tick size");
        }
        return size;
    }

    /// The mean of the best prices; NaN where one of them is null.
    private static double[] mid(TickInput.Rows rows) {
        double[] bid = rows.ticks().column(TickColumn.BID_PRICE1);
        double[] ask = rows.ticks().column(TickColumn.ASK_PRICE1);
        double[] mid = new double[rows.ticks().rows()];
        for (int i = 0; i < mid.length; i++) {
            mid[i] = (bid[i] + ask[i]) / 2;
        }
        return mid;
    }
}
