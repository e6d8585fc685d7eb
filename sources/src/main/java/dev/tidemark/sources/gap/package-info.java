/// What a lake should have and does not. [dev.tidemark.sources.gap.GapRun] goes through series of bars,
/// [dev.tidemark.sources.gap.TickDays] through trading days of ticks, [dev.tidemark.sources.gap.ConsensusRun] learns
/// from daily bars when markets were open. All stream: what they find comes series by series in the order that was
/// asked
/// for, whatever the number of threads, and never more than some series' worth of it is in memory.
@NullMarked
package dev.tidemark.sources.gap;

import org.jspecify.annotations.NullMarked;
