package dev.tidemark.lake.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFoldingTest {
    @TempDir
    Path folder;

    @Test
    void twoSymbolsThatDifferOnlyByCaseAreRefused() {
        Lake.create(folder, LakeOptions.defaults());
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            Samples.put(lake, Samples.DAILY, ChunkSize.ALL, "Abc", Samples.rows("Abc", LocalDate.EPOCH, 1, 1));
            assertThatThrownBy(() -> CaseFolding.refuse(lake.head(), List.of(edit("ABC"))))
                    .hasMessageContaining("bars/1d/ABC")
                    .hasMessageContaining("bars/1d/Abc");
            assertThatThrownBy(() -> CaseFolding.refuse(lake.head(), List.of(edit("x"), edit("X"))))
                    .hasMessageContaining("bars/1d/X");
            assertThatCode(() -> CaseFolding.refuse(lake.head(), List.of(edit("Abc"), edit("Abd"))))
                    .doesNotThrowAnyException();
        }
    }

    private static SeriesEdit edit(String symbol) {
        return new SeriesEdit(new SeriesKey(Samples.DAILY, symbol), Optional.empty(), Optional.empty());
    }
}
