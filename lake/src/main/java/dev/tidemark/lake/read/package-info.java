/// Reading a lake from Java: [DatasetReader] finds series, [SeriesReader] gives a day or a range of one as tables of
/// primitive arrays, [Replay] several series as one sequence in time order.
///
/// Everything here belongs to the snapshot it came from and sees nothing of later commits.
@NullMarked
package dev.tidemark.lake.read;

import org.jspecify.annotations.NullMarked;
