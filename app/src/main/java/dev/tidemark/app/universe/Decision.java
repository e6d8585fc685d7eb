package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.sources.universe.TreeState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whether a run has anything to do, and why.
///
/// @param past               what the last run left
/// @param inputs             see [RunInputs#all()]
/// @param isCacheOurs        whether the stat cache is the one that the last run left. Of any other the digests are
///                           believed, but not that the lake has seen the tree that it knows
/// @param isHeadOurs         whether the lake's universe is
/// @param areBarsAsLeft      whether the bars of exported files are
/// @param areOutputsAsWritten whether reports and exports are
record Decision(
        UniverseSetup setup,
        UniverseMemory past,
        TreeState tree,
        String inputs,
        boolean isCacheOurs,
        boolean isHeadOurs,
        boolean areBarsAsLeft,
        boolean areOutputsAsWritten) {
    /// The fact of [RunInputs#all()].
    static final String INPUTS = "inputs";
    /// The fact of the stat cache's stat.
    static final String CACHE = "cache";
    /// The fact of the lake's universe.
    static final String HEAD = "head";
    /// Stands for the inputs of a run that could not do everything: no other's are equal.
    static final String UNFINISHED = "unfinished";

    static Decision of(
            UniverseSetup setup, Known known, UniverseMemory past, Snapshot head, TreeState tree, String inputs) {
        return new Decision(
                setup,
                past,
                tree,
                inputs,
                isCacheOurs(setup, past),
                past.fact(HEAD).equals(new UniverseHead(head).text()),
                UniverseBars.areAsLeft(past, head, setup.existing()),
                known.areOutputsAsWritten());
    }

    private static boolean isCacheOurs(UniverseSetup setup, UniverseMemory past) {
        try {
            return past.fact(CACHE).equals(FileStat.of(setup.statCache()));
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether there is nothing to do.
    boolean isNothing() {
        return setup.mode() == Mode.INCREMENTAL
                && setup.existing() != Existing.OVERWRITE
                && isCacheOurs
                && tree.isUnchanged()
                && past.fact(INPUTS).equals(inputs)
                && isHeadOurs
                && areBarsAsLeft
                && areOutputsAsWritten;
    }

    /// Why there is something to do, for people.
    String reason() {
        List<String> why = new ArrayList<>();
        if (setup.mode() != Mode.INCREMENTAL) {
            why.add(setup.mode() == Mode.REINDEX ? "--force-reindex" : "--no-incremental");
        } else if (past.fact(INPUTS).isEmpty()) {
            why.add("no earlier run is known");
        } else {
            addTree(why);
            addRest(why);
        }
        if (setup.existing() == Existing.OVERWRITE) {
            why.add("--overwrite-prices");
        }
        return String.join("; ", why);
    }

    private void addTree(List<String> why) {
        int added = tree.added().size();
        int removed = tree.removed().size();
        int suspects = tree.suspects().size();
        if (added + removed > 0) {
            why.add(added + " files are new and " + removed + " are gone");
        }
        if (suspects > 0) {
            why.add(suspects + " files look changed");
        }
        if (!isCacheOurs) {
            why.add("the stat cache is not the one that the last run left");
        }
    }

    private void addRest(List<String> why) {
        if (past.fact(INPUTS).equals(UNFINISHED)) {
            why.add("the last run could not do everything");
        } else if (!past.fact(INPUTS).equals(inputs)) {
            why.add("lists or options differ");
        }
        if (!isHeadOurs) {
            why.add("the lake's universe was changed by another command");
        }
        if (!areBarsAsLeft) {
            why.add("bars of matched files were kept, or changed by another command");
        }
        if (!areOutputsAsWritten) {
            why.add("reports or exports were changed, deleted, kept or written a moment ago");
        }
    }
}
