package dev.tidemark.lake.archive;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.ArchivedSeries.ArchivedPartition;
import dev.tidemark.lake.parquet.PartitionReader;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads the files of an archive and believes none of them.
final class PartCheck {
    private final ArchiveFiles files;

    PartCheck(ArchiveFiles files) {
        this.files = files;
    }

    /// The rows of a partition, which are those that the index says.
    ///
    /// @throws TidemarkException `DAMAGED` or `SCHEMA_MISMATCH`, naming the file
    Table read(ArchivedSeries series, ArchivedPartition partition) {
        Path file = files.part(series, partition.chunk());
        Optional<byte[]> bytes = files.read(series, partition);
        if (bytes.isEmpty()) {
            throw damaged(file, "is missing");
        }
        if (!Digest.of(bytes.get()).equals(partition.file())) {
            throw damaged(file, "has other bytes than the index says");
        }
        Table table = PartitionReader.standard().read(file, series.record().schema(), List.of());
        if (!ContentDigest.of(table).content().equals(partition.content())) {
            throw damaged(file, "holds other rows than the index says");
        }
        return table;
    }

    /// Whether a partition's file is there and what the index says.
    boolean isWhole(ArchivedSeries series, ArchivedPartition partition) {
        return fault(series, partition).isEmpty();
    }

    /// What is wrong with a partition's file.
    Optional<String> fault(ArchivedSeries series, ArchivedPartition partition) {
        try {
            read(series, partition);
            return Optional.empty();
        } catch (TidemarkException e) {
            return switch (e.code()) {
                case DAMAGED, SCHEMA_MISMATCH -> Optional.of(String.valueOf(e.getMessage()));
                default -> throw e;
            };
        }
    }

    private static TidemarkException damaged(Path file, String how) {
        return new TidemarkException(
                ErrorCode.DAMAGED, "the archived file " + file + " " + how + "; take it from a copy of the archive");
    }
}
