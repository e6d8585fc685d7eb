package dev.tidemark.recipes;

import dev.tidemark.build.Description;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.factor.Factor;
import dev.tidemark.market.factor.FactorException;
import dev.tidemark.market.factor.FactorSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `features/<set>`: one row a tick, one column a factor.
final class FeaturesRecipe extends TickRecipe {
    static final String ID = "features";
    static final String FACTORS = "factors";

    private static final int VERSION = 1;

    private final FactorSet factors;
    private final String revision;

    /// @param revision of the code of factors that are not built in; empty when all are
    FeaturesRecipe(String set, String source, FactorSet factors, String revision) {
        this(set, TickInput.of(source, factors.inputs()), factors, revision);
    }

    private FeaturesRecipe(String set, TickInput ticks, FactorSet factors, String revision) {
        super(ID, VERSION, new DatasetName(ID, set), ticks, factors.columns(ticks.source()), configuration(factors));
        this.factors = factors;
        this.revision = revision;
    }

    @Override
    public String revision() {
        return revision;
    }

    private static SortedMap<String, String> configuration(FactorSet factors) {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put(FACTORS, joined(factors.factors().stream().map(Factor::name).toList()));
        fields.put(
                "factor_hashes",
                joined(factors.factors().stream().map(Factor::definitionHash).toList()));
        return fields;
    }

    private static String joined(List<String> words) {
        return words.stream().collect(Collectors.joining(","));
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return SeriesInputs.of(List.of(new SeriesKey(ticks().dataset(), symbol)));
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        return ticks().wants(snapshot, symbol, factors.lookbackRows(), 0);
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        List<String> names = factors.factors().stream().map(Factor::name).toList();
        List<String> deep = factors.factors().stream()
                .filter(Factor::needsL5)
                .map(Factor::name)
                .toList();
        List<String> notes = deep.isEmpty() || ticks().isSpliced()
                ? List.of()
                : List.of("needs_l5 " + joined(deep) + " are null where ticks have no depth");
        return new Description(BuildId.attributes(snapshot, ticks(), symbol, ID, record().schema(), names), notes);
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        TickInput.Rows rows = ticks().read(want, inputs);
        List<Column> columns = rows.keys(symbol, ticks().keys());
        try {
            for (double[] values : factors.compute(rows.ticks(), rows.from(), rows.to())) {
                columns.add(Columns.ofDoubles(values));
            }
        } catch (FactorException e) {
            throw new RecipeException("factor_failed", String.valueOf(e.getMessage()));
        }
        return new Table(record().schema(), columns);
    }
}
