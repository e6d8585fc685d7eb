package dev.tidemark.lake.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.archive.ArchivedSeries.ArchivedPartition;
import dev.tidemark.lake.io.FileOps;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.store.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A small lake whose first months are archived.
final class ArchivedLake {
    static final DatasetName DATASET = Samples.MINUTES;
    static final SeriesKey A = new SeriesKey(DATASET, "A");
    static final SeriesKey B = new SeriesKey(DATASET, "B");
    static final SeriesKey WHOLE = new SeriesKey(Samples.DAILY, "W");
    static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    static final LocalDate APRIL = LocalDate.of(2024, 4, 1);

    private ArchivedLake() {}

    static LakeOptions options(FileOps files) {
        return LakeOptions.defaults().withFiles(files).withLockTimeout(Duration.ofMillis(200));
    }

    /// Two series of months, and one that is one file.
    static void fill(Path folder) {
        LakeOptions options = options(new UnsyncedFileOps());
        Lake.create(folder, options);
        try (Lake lake = Lake.open(folder, options)) {
            Samples.put(lake, DATASET, ChunkSize.MONTH, "A", Samples.rows("A", FIRST, 150, 1));
            Samples.put(lake, DATASET, ChunkSize.MONTH, "B", Samples.rows("B", FIRST.plusDays(40), 30, 500));
            Samples.put(lake, WHOLE.dataset(), ChunkSize.ALL, "W", Samples.rows("W", FIRST, 10, 900));
        }
    }

    static ArchiveSelection before(LocalDate date) {
        return new ArchiveSelection(DATASET, Optional.empty(), Optional.empty(), Optional.of(date));
    }

    static ArchiveSelection all(SeriesKey key) {
        return new ArchiveSelection(key.dataset(), Optional.of(key.symbol()), Optional.empty(), Optional.empty());
    }

    /// Archives all before April, with the lake's own file operations.
    static ArchiveReport archive(Lake lake, Path archive) {
        return LakeArchive.in(archive, lake.options().files()).archive(lake, before(APRIL), Progress.NONE);
    }

    static ArchiveReport restore(Lake lake, Path archive) {
        return LakeArchive.in(archive, lake.options().files())
                .restore(lake, Optional.empty(), Optional.empty(), Progress.NONE);
    }

    /// What a lake's head holds: content by series and chunk.
    static SortedMap<String, String> contents(Lake lake) {
        SortedMap<String, String> contents = new TreeMap<>();
        for (DatasetName dataset : lake.head().datasets()) {
            for (SeriesKey key : lake.head().series(dataset)) {
                Series series = lake.head().series(key).orElseThrow();
                for (Partition partition : series.partitions()) {
                    contents.put(
                            key + "/" + partition.chunk(),
                            partition.content().content().hex());
                }
            }
        }
        return contents;
    }

    /// What an archive holds, every file of it read; empty when there is none yet.
    static SortedMap<String, String> contents(Path archive) {
        SortedMap<String, String> contents = new TreeMap<>();
        FileOps files = FileOps.system();
        if (new ArchiveFiles(archive, files).lakeId().isEmpty()) {
            return contents;
        }
        LakeArchive opened = LakeArchive.in(archive, files);
        assertThat(opened.check(Progress.NONE)).isEmpty();
        opened.eachSeries(series -> {
            for (ArchivedPartition partition : series.partitions()) {
                contents.put(
                        series.key() + "/" + partition.chunk(),
                        partition.content().hex());
            }
        });
        return contents;
    }
}
