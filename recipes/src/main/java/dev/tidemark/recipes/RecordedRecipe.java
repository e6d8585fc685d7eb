package dev.tidemark.recipes;

import dev.tidemark.build.Recipe;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;

/// What all recipes here have in common: a name, a version, and the dataset that they make.
public abstract class RecordedRecipe implements Recipe {
    private final String id;
    private final int version;
    private final DatasetName output;
    private final DatasetRecord record;

    protected RecordedRecipe(String id, int version, DatasetName output, DatasetRecord record) {
        this.id = id;
        this.version = version;
        this.output = output;
        this.record = record;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final int version() {
        return version;
    }

    @Override
    public final DatasetName output() {
        return output;
    }

    @Override
    public final DatasetRecord record() {
        return record;
    }
}
