package dev.tidemark.build;

import dev.tidemark.lake.Partition;
import java.util.Optional;

/// A partition that was computed.
///
/// @param partition as it was written; empty when it has no rows
/// @param key       its key
record MadePartition(SeriesProgress series, String chunk, Optional<Partition> partition, String key) {}
