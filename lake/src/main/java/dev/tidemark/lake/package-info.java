/// The lake: datasets, series, partitions, commits and history over plain Parquet files.
///
/// Start at [Lake]: `Lake.open(folder)` gives a handle; [Lake#dataset(String)] reads columns, days and ranges;
/// [Lake#head()] is an immutable [Snapshot] of everything;
/// [Lake#writer(dev.tidemark.lake.Job)] is the only way to change anything. The packages below hold the parts:
/// `read` (days, ranges, replays), `table` (columns in memory and their digests), `parquet` (one file), `io` (file
/// operations and locks),
/// `store` (objects, manifests, commits), `tree` (the plain directory tree) and `maintain` (gc, verify, doctor).
///
/// This module knows no market: it stores what it is given and never interprets a price.
@NullMarked
package dev.tidemark.lake;

import org.jspecify.annotations.NullMarked;
