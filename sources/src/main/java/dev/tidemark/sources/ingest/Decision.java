package dev.tidemark.sources.ingest;

import dev.tidemark.sources.SourceReport;
import java.util.List;

/// What was decided on some sources: what needs no commit, and what does.
///
/// @param settled reports of sources that are done with
/// @param pending series to commit
public record Decision(List<SourceReport> settled, List<PendingSeries> pending) {
    public Decision {
        settled = List.copyOf(settled);
        pending = List.copyOf(pending);
    }
}
