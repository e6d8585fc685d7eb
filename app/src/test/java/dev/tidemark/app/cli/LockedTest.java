package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.SeriesKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exit 3: who waits too long is told for whom.
class LockedTest {
    private static final SeriesKey AAPL = SeriesKey.parse("bars/1d/AAPL.US");

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
        tidemark.stooq("a/aapl.us.txt", "AAPL.US", 1, 2, 3);
        tidemark.stooq("a/msft.us.txt", "MSFT.US", 4, 5);
        tidemark.expectOn(0, "import", "stooq", "a");
    }

    @Test
    void aWaitingWriterGivesUpAndNamesTheHolder() {
        try (Lake lake = Lake.open(tidemark.lakeFolder(), LakeOptions.defaults());
                LakeWriter writer = lake.writer(new Job("test", "slow work"));
                LakeWriter.Lock _ = writer.lock(List.of(AAPL))) {
            assertThat(tidemark.expectOn(3, "--lock-timeout", "1s", "remove", "bars/1d/AAPL.US")
                            .err())
                    .contains(
                            "slow work",
                            "process " + ProcessHandle.current().pid(),
                            "bars/1d/AAPL.US",
                            "--lock-timeout");
            tidemark.expectOn(0, "--lock-timeout", "1s", "remove", "bars/1d/MSFT.US");
        }
        tidemark.expectOn(0, "--lock-timeout", "1s", "remove", "bars/1d/AAPL.US");
    }

    @Test
    void gcWaitsForWritersAndNamesThem() {
        try (Lake lake = Lake.open(tidemark.lakeFolder(), LakeOptions.defaults());
                LakeWriter _ = lake.writer(new Job("test", "slow work"))) {
            assertThat(tidemark.expectOn(3, "--lock-timeout", "1s", "gc").err()).contains("slow work");
        }
        tidemark.expectOn(0, "--lock-timeout", "1s", "gc");
    }
}
