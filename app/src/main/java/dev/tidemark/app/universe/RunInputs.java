package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.lake.Digest;
import dev.tidemark.recipes.universe.UniverseRecipes;
import dev.tidemark.sources.universe.ListFile;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeScan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/// All that decides what a run does, but for the files of the tree, the lake and what it writes. Each is a text that is
/// another one whenever something may have to be done.
///
/// @param all   everything
/// @param index what the index depends on, beside the files of the tree
/// @param lists what the instruments depend on
/// @param units what the units of prices depend on
record RunInputs(String all, String index, String lists, String units) {
    /// @param scan  of the tree
    /// @param lists the lists that were found
    static RunInputs of(
            UniverseSetup setup, Step step, LakeTables markets, TreeScan scan, List<ListFile> lists, Clock clock) {
        String listStats = listStats(lists, clock);
        String unreadable = unreadable(scan);
        String text = String.join(
                "\n",
                step.name(),
                setup.tree().toString(),
                setup.lists().toString(),
                setup.indexReport().toString(),
                setup.matchReport().toString(),
                setup.unmatchedReport().toString(),
                setup.prices().toString(),
                setup.format().name(),
                setup.zone().getId(),
                Boolean.toString(setup.majorUnits()),
                setup.rules().tables().text(),
                setup.rules().policy().text(),
                Boolean.toString(setup.rules().includesEmpty()),
                setup.maxGapDays() + " " + (setup.maxGapDays().isPresent() ? markets.calendars() : ""),
                UniverseRecipes.versions(),
                markets.registryDigest(),
                listStats,
                unreadable);
        return new RunInputs(
                digest(text),
                setup.tree() + " " + markets.registryDigest() + " " + unreadable,
                setup.lists() + " " + listStats + " " + markets.registryDigest(),
                markets.registryDigest());
    }

    /// The lists as one look shows them; never equal while one was changed a moment ago.
    private static String listStats(List<ListFile> lists, Clock clock) {
        StringBuilder text = new StringBuilder();
        for (ListFile list : lists) {
            boolean isSettled = FileStat.isSettled(list.modifiedNanos(), clock.instant());
            text.append(list.name())
                    .append(' ')
                    .append(list.size())
                    .append(' ')
                    .append(isSettled ? Long.toString(list.modifiedNanos()) : FileStat.RECENT + clock.millis())
                    .append('\n');
        }
        return digest(text.toString());
    }

    /// The places of a tree that cannot be looked into: what the index takes to be there in spite of that depends on
    /// them.
    private static String unreadable(TreeScan scan) {
        return scan.faults().stream().map(SourceFault::file).collect(Collectors.joining(" "));
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
