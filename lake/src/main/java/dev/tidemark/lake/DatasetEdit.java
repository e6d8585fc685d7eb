package dev.tidemark.lake;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A wanted change of a dataset's record.
///
/// @param name   the dataset
/// @param before the record that the change was decided on; empty when there was none
/// @param after  what it shall become; empty removes it (its last series goes in the same commit or went before)
public record DatasetEdit(DatasetName name, Optional<DatasetRecord> before, Optional<DatasetRecord> after) {
    /// The removal of a dataset's record when edits take its last series; else nothing.
    public static List<DatasetEdit> whenEmptied(Snapshot head, DatasetName dataset, Collection<SeriesEdit> edits) {
        Set<SeriesKey> left = new HashSet<>(head.series(dataset));
        edits.stream().filter(e -> e.after().isEmpty()).map(SeriesEdit::key).forEach(left::remove);
        return left.isEmpty() ? List.of(new DatasetEdit(dataset, head.dataset(dataset), Optional.empty())) : List.of();
    }
}
