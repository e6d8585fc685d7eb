package dev.tidemark.build;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import java.util.List;
import java.util.Optional;

/// Gives recipes that are not built in. A class in `plugins/*.jar` of a lake that
/// `META-INF/services/dev.tidemark.build.RecipeSource` names, public and with a constructor without parameters, is
/// found
/// by every command that plans or builds.
///
/// A source is asked once a command. Its recipes must be thread-safe, and pure: they depend on what they declare and on
/// their code, whose digest (that of the jar) is part of every key.
public interface RecipeSource {
    /// The recipes of a lake. One that lacks an input may be left out.
    List<Recipe> recipes(Datasets datasets);

    /// What could not be used when it was last asked, a line each that names the file; else empty.
    default List<String> problems() {
        return List.of();
    }

    /// Recipes that wait for an input, a line each; nothing is wrong with them.
    default List<String> waiting() {
        return List.of();
    }

    /// What there is to read.
    interface Datasets {
        /// The record of a dataset that is in the lake, or that another recipe is going to make.
        Optional<DatasetRecord> record(DatasetName name);
    }
}
