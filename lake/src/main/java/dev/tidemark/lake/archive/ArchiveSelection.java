package dev.tidemark.lake.archive;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import java.time.LocalDate;
import java.util.Optional;

/// Which partitions to archive.
///
/// @param dataset the dataset
/// @param symbol  empty for all its series
/// @param chunk   empty for all chunks
/// @param before  only partitions that end before this date (UTC); empty for no limit
public record ArchiveSelection(
        DatasetName dataset, Optional<String> symbol, Optional<String> chunk, Optional<LocalDate> before) {
    boolean takes(SeriesKey key) {
        return key.dataset().equals(dataset) && symbol.map(key.symbol()::equals).orElse(true);
    }

    boolean takes(Series series, Partition partition) {
        return chunk.map(partition.chunk()::equals).orElse(true)
                && before.map(date -> series.endsBefore(partition, date)).orElse(true);
    }

    /// `bars/1m/A before 2020-01-01`.
    @Override
    public String toString() {
        return dataset
                + symbol.map(s -> "/" + s).orElse("")
                + chunk.map(c -> "/" + c).orElse("")
                + before.map(d -> " before " + d).orElse("");
    }
}
