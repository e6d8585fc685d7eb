package dev.tidemark.app.universe;

import dev.tidemark.recipes.universe.UniverseRules;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.OptionalInt;

/// What a run is given. Paths are absolute.
///
/// @param tree            folder or archive of price files
/// @param lists           folder of instrument lists
/// @param statCache       what is known of the tree's files
/// @param indexReport     where the index goes
/// @param matchReport     where the matched instruments go
/// @param unmatchedReport where the others go
/// @param prices          folder of the exported price files
/// @param rules           how instruments are matched, judged and exported
/// @param maxGapDays      largest hole, in trading days, that is not flagged; empty to look for none
/// @param workers         files read at a time
/// @param listers         folders of the tree listed at a time
/// @param mode            how much of what is known is believed
/// @param existing        what becomes of exports that are there
/// @param format          what exports are
/// @param zone            zone of intraday times, for bars of the lake
/// @param majorUnits      whether exports have prices that are in hundredths, such as pence, in the currency
public record UniverseSetup(
        Path tree,
        Path lists,
        Path statCache,
        Path indexReport,
        Path matchReport,
        Path unmatchedReport,
        Path prices,
        UniverseRules rules,
        OptionalInt maxGapDays,
        int workers,
        int listers,
        Mode mode,
        Existing existing,
        Format format,
        ZoneId zone,
        boolean majorUnits) {
    /// How much of what is known is believed.
    public enum Mode {
        /// Only what changed is done.
        INCREMENTAL,
        /// Everything is computed again; digests of files are believed.
        FULL,
        /// Nothing is believed: the tree is read again.
        REINDEX
    }

    /// What becomes of exports that are there.
    public enum Existing {
        /// Those with other bytes are written again.
        REFRESH,
        /// All are written again.
        OVERWRITE,
        /// None is touched.
        KEEP
    }

    /// What exports are.
    public enum Format {
        /// Files below the folder.
        CSV,
        /// Bars of the lake.
        PARQUET
    }

    /// How far a run goes.
    public enum Step {
        INDEX,
        MATCH,
        EXPORT
    }
}
