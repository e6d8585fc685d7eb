package dev.tidemark.sources.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.sources.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectLogTest {
    @TempDir
    Path folder;

    private List<String> write(int rows, String line) throws IOException {
        if (!Files.exists(folder.resolve(".tidemark"))) {
            Lake.create(folder, LakeOptions.defaults());
        }
        try (Lake lake = Lake.open(folder, LakeOptions.defaults());
                Quarantine quarantine = new Quarantine(lake)) {
            RejectLog log = new RejectLog(quarantine, () -> "bars/timeframe=1d/symbol=A", "in/a.txt");
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            for (int row = 0; row < rows; row++) {
                log.add(row + 2, RejectReason.BAD_NUMBER, bytes, 0, bytes.length);
            }
            log.flush();
            assertThat(log.count()).isEqualTo(rows);
            assertThat(log.first()).hasSize(Math.min(rows, 5));
            return List.copyOf(log.files());
        }
    }

    @Test
    void rowsAreQuotedAndTheFileIsNamedByItsContent() throws IOException {
        List<String> files = write(1, "A,\"1,2\",ten");
        assertThat(files)
                .singleElement()
                .asString()
                .matches("quarantine/bars/timeframe=1d/symbol=A/[0-9a-f]{16}\\.csv");
        assertThat(folder.resolve(files.getFirst()))
                .hasContent("source,line,reason,raw\n\"in/a.txt\",2,bad_number,\"A,\"\"1,2\"\",ten\"\n");
        assertThat(write(1, "A,\"1,2\",ten")).isEqualTo(files);
        assertThat(write(1, "B")).isNotEqualTo(files);
    }

    @Test
    void manyRejectsTakeSeveralFiles() throws IOException {
        List<String> files = write(1000, "x".repeat(20_000));
        assertThat(files).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        for (String file : files) {
            assertThat(Files.size(folder.resolve(file))).isLessThan(RejectLog.FILE_BYTES + 30_000);
        }
        try (Stream<Path> left = Files.list(folder.resolve(".tidemark/tmp"))) {
            assertThat(left).isEmpty();
        }
    }
}
