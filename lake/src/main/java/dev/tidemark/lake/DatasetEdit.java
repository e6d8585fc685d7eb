package dev.tidemark.lake;

import java.util.Optional;

/// A wanted change of a dataset's record.
///
/// @param name   the dataset
/// @param before the record that the change was decided on; empty when there was none
/// @param after  what it shall become; empty removes it (its last series goes in the same commit or went before)
public record DatasetEdit(DatasetName name, Optional<DatasetRecord> before, Optional<DatasetRecord> after) {}
