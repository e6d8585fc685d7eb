/// Tests of days, ranges and replays.
@NullMarked
package dev.tidemark.lake.read;

import org.jspecify.annotations.NullMarked;
