/// Series that providers keep up to date: which times to ask for ([dev.tidemark.sources.update.Ledger],
/// [dev.tidemark.sources.update.FetchPlan]), what answers do to a series ([dev.tidemark.sources.update.SeriesUpdate]),
/// and all series of a run ([dev.tidemark.sources.update.UpdateRun]).
@NullMarked
package dev.tidemark.sources.update;

import org.jspecify.annotations.NullMarked;
