package dev.tidemark.app.universe;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.SourceOutcome;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.universe.SourceFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Counts what an import did with the files of exports. For one thread; the outcome does not depend on the order of
/// arrival.
final class BarTally {
    /// What may be over when the same files are imported again.
    private static final Set<RefusalReason> PASSING =
            EnumSet.of(RefusalReason.UNREADABLE, RefusalReason.CHANGED_WHILE_READ, RefusalReason.CONFLICT);

    private final List<String> done = new ArrayList<>();
    private final List<SourceFault> faults = new ArrayList<>();
    private long imported;
    private long unchanged;
    private long removed;
    private long failed;
    private boolean isWhole = true;

    /// Takes what became of a file.
    ///
    /// @param name the file's name in faults
    void add(SourceReport source, String name) {
        switch (source.outcome()) {
            case SourceOutcome.Imported _ -> imported++;
            case SourceOutcome.Unchanged _, SourceOutcome.Empty _ -> unchanged++;
            case SourceOutcome.Removed _ -> removed++;
            case SourceOutcome.Refused refused -> {
                failed++;
                isWhole &= !PASSING.contains(refused.reason());
                faults.add(new SourceFault(name, 0, refused.reason().code(), refused.message()));
                return;
            }
        }
        done.add(source.source());
        if (source.isPartlyQuarantined()) {
            source.firstRejects()
                    .forEach(row -> faults.add(
                            new SourceFault(name, row.line(), row.reason().code(), row.raw())));
        }
    }

    /// Takes what is wrong with a file that is not imported now.
    void add(SourceFault fault) {
        faults.add(fault);
    }

    /// Takes a file that cannot be opened.
    ///
    /// @param files number of files that are not imported for it, itself included
    void unreadable(String name, IOException cause, int files) {
        failed += files;
        isWhole = false;
        faults.add(new SourceFault(name, 0, RefusalReason.UNREADABLE.code(), String.valueOf(cause.getMessage())));
    }

    /// The sources, as the import names them, whose rows the lake holds now.
    List<String> done() {
        return done;
    }

    /// @param left number of exports that were not imported and are as they should be
    ExportOutcome outcome(long left, List<Long> commits) {
        faults.sort(Comparator.comparing(SourceFault::file).thenComparingLong(SourceFault::line));
        return new ExportOutcome(imported, left + unchanged, removed, failed, isWhole, faults, commits);
    }
}
