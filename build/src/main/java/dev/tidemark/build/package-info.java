/// From recipes to committed partitions: [dev.tidemark.build.Planner] says what is to be done and why,
/// [dev.tidemark.build.Build] does it, [dev.tidemark.build.Rebuild] proves that the result equals a full rebuild.
///
/// Nothing here knows what the data mean: a [dev.tidemark.build.Recipe] declares what it reads, and everything is
/// decided by comparing digests.
@NullMarked
package dev.tidemark.build;

import org.jspecify.annotations.NullMarked;
