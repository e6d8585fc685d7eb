package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Compression;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of another compression: other bytes, the same content, and nothing else changes.
class RecompressTest {
    private static final SeriesKey KEY = new SeriesKey(Samples.MINUTES, "A");
    private static final SeriesKey OTHER = new SeriesKey(Samples.DAILY, "B");

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() {
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = open(Compression.STANDARD)) {
            LocalDate from = LocalDate.of(2024, 1, 1);
            Samples.put(lake, KEY.dataset(), ChunkSize.YEAR, KEY.symbol(), Samples.rows("A", from, 1461, 1));
            Samples.put(lake, OTHER.dataset(), ChunkSize.ALL, OTHER.symbol(), Samples.rows("B", from, 300, 1));
            attach(lake);
        }
    }

    /// Gives the partitions an attribute, as a build does.
    private static void attach(Lake lake) {
        try (LakeWriter writer = lake.writer(new Job("test", "attach"))) {
            SeriesState state = state(lake);
            List<Partition> marked = new ArrayList<>();
            for (Partition p : state.partitions()) {
                marked.add(new Partition(
                        p.chunk(),
                        p.rows(),
                        p.bytes(),
                        p.file(),
                        p.content(),
                        p.minTime(),
                        p.maxTime(),
                        new TreeMap<>(Map.of("build.key", p.chunk()))));
            }
            SeriesState after = new SeriesState(
                    state.schema(),
                    state.schemaVersion(),
                    state.chunkSize(),
                    new TreeMap<>(Map.of("source", "x")),
                    marked);
            writer.commit(
                    "attach",
                    List.of(),
                    List.of(new SeriesEdit(KEY, lake.head().summary(KEY).map(s -> s.manifest()), Optional.of(after))));
        }
    }

    private Lake open(Compression compression) {
        return Lake.open(
                folder,
                LakeOptions.defaults()
                        .withCompression(name -> name.equals(KEY.dataset()) ? compression : Compression.STANDARD));
    }

    private static SeriesState state(Lake lake) {
        return lake.head().series(KEY).orElseThrow().state();
    }

    @Test
    void contentsAttributesAndDigestsStay() {
        for (Compression compression : List.of(Compression.SNAPPY, Compression.NONE, Compression.zstd(19))) {
            try (Lake lake = open(compression)) {
                SeriesState before = state(lake);
                List<Double> closes = Samples.closes(lake, lake.head(), KEY);
                var other = lake.head().summary(OTHER);

                List<Commit> commits = lake.maintenance().recompress(KEY.dataset(), Progress.NONE);

                SeriesState after = state(lake);
                assertThat(commits).hasSize(1);
                assertThat(commits.getFirst().message())
                        .isEqualTo("rechunk bars/1m with compression " + compression.text());
                assertThat(commits.getFirst().changes()).allMatch(c -> c.added() + c.replaced() + c.removed() == 0);
                assertThat(after.contents()).isEqualTo(before.contents());
                assertThat(after.attributes()).isEqualTo(before.attributes());
                assertThat(after.partitions())
                        .extracting(Partition::attributes)
                        .isEqualTo(before.partitions().stream()
                                .map(Partition::attributes)
                                .toList());
                assertThat(after.partitions())
                        .extracting(Partition::file)
                        .doesNotContainAnyElementsOf(before.partitions().stream()
                                .map(Partition::file)
                                .toList());
                assertThat(Samples.closes(lake, lake.head(), KEY)).isEqualTo(closes);
                assertThat(lake.head().summary(OTHER)).isEqualTo(other);
                assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                        .isEmpty();
                assertThat(lake.maintenance().status(Progress.NONE).findings()).isEmpty();
                assertThat(lake.maintenance().recompress(KEY.dataset(), Progress.NONE))
                        .isEmpty();
            }
        }
    }

    @Test
    void whatIsWrittenLaterFollowsTheOptions() {
        try (Lake lake = open(Compression.NONE)) {
            long before = state(lake).bytes();
            Samples.put(
                    lake,
                    KEY.dataset(),
                    ChunkSize.YEAR,
                    KEY.symbol(),
                    Samples.rows("A", LocalDate.of(2024, 1, 1), 1461, 1));
            assertThat(state(lake).bytes()).isGreaterThan(before);
            assertThat(lake.maintenance().recompress(KEY.dataset(), Progress.NONE))
                    .isEmpty();
        }
    }

    @Test
    void aDatasetThatIsNotThereIsRefused() {
        try (Lake lake = open(Compression.NONE)) {
            assertThatThrownBy(() -> lake.maintenance().recompress(DatasetName.parse("oi/1d"), Progress.NONE))
                    .isInstanceOfSatisfying(
                            TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }
}
