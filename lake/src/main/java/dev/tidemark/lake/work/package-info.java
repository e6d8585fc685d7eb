/// Threads for long work: [dev.tidemark.lake.work.Workers] take items and hand results to the thread that asks.
@NullMarked
package dev.tidemark.lake.work;

import org.jspecify.annotations.NullMarked;
