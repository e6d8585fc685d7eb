package dev.tidemark.app.universe;

import dev.tidemark.lake.Lake;
import dev.tidemark.recipes.universe.RowWork;
import java.util.Optional;

/// What all runs over a lake's universe that found something to do had to do together.
///
/// @param runs         number of runs
/// @param matches      instruments that were matched, or known
/// @param diagnoses    files that were read, or known
/// @param savedSeconds time that reading the known files would have taken; empty while nothing is known of it
public record UniverseStats(long runs, RowWork matches, RowWork diagnoses, Optional<Double> savedSeconds) {
    /// Reads what the last run left.
    public static UniverseStats of(Lake lake) {
        UniverseMemory memory = UniverseMemory.read(UniverseRun.memoryFile(lake));
        RowWork diagnoses = work(memory, "diagnoses");
        String cost = memory.fact("seconds_per_file");
        return new UniverseStats(
                memory.number("runs"),
                work(memory, "matches"),
                diagnoses,
                cost.isEmpty() ? Optional.empty() : Optional.of(diagnoses.reused() * Double.parseDouble(cost)));
    }

    private static RowWork work(UniverseMemory memory, String what) {
        return new RowWork(memory.number("total." + what + "_made"), memory.number("total." + what + "_reused"));
    }
}
