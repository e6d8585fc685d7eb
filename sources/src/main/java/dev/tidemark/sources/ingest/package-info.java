/// From rows to commits, for every importer: [SeriesAssembler] cuts the rows of one source into partitions and compares
/// them with
/// the lake, [BatchCommitter] commits many series in one step and decides again where others were faster, [Quarantine]
/// keeps
/// what could not be read, [ReportBuilder] adds up.
@NullMarked
package dev.tidemark.sources.ingest;

import org.jspecify.annotations.NullMarked;
