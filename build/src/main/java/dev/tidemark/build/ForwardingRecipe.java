package dev.tidemark.build;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import java.util.Collection;
import java.util.List;

/// A recipe that is another one but for what a subclass says. A subclass says what [#checked()] is, so that what it
/// adds
/// is not lost there.
public abstract class ForwardingRecipe implements Recipe {
    private final Recipe recipe;

    protected ForwardingRecipe(Recipe recipe) {
        this.recipe = recipe;
    }

    @Override
    public abstract Recipe checked();

    @Override
    public String id() {
        return recipe.id();
    }

    @Override
    public int version() {
        return recipe.version();
    }

    @Override
    public String revision() {
        return recipe.revision();
    }

    @Override
    public DatasetName output() {
        return recipe.output();
    }

    @Override
    public DatasetRecord record() {
        return recipe.record();
    }

    @Override
    public List<DatasetName> inputs() {
        return recipe.inputs();
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return recipe.symbols(lake);
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return recipe.inputs(lake, symbol);
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        return recipe.describe(lake, snapshot, symbol);
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        return recipe.compute(symbol, want, inputs);
    }

    @Override
    public String noteOfEmpty(String chunk) {
        return recipe.noteOfEmpty(chunk);
    }

    @Override
    public List<Table> computeTogether(String symbol, List<Want> wants, Inputs inputs) {
        return recipe.computeTogether(symbol, wants, inputs);
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        return recipe.wants(lake, snapshot, symbol);
    }
}
