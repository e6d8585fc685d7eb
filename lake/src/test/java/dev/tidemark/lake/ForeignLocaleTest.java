package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.store.LakeLayout;
import dev.tidemark.lake.table.Leaf;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Persian and Egyptian Arabic locales format numbers in digits of their own; none may reach a digest or a path.
class ForeignLocaleTest {
    private final Locale usual = Locale.getDefault();

    @BeforeEach
    void travel() {
        Locale.setDefault(Locale.of("fa", "IR"));
    }

    @AfterEach
    void comeBack() {
        Locale.setDefault(usual);
    }

    @Test
    void chunksPagesLeavesAndCommitsKeepTheirAsciiDigits() {
        LocalDate date = LocalDate.of(2024, 2, 1);
        assertThat(ChunkSize.values())
                .extracting(size -> size.labelOf(date))
                .containsExactly("2024-02-01", "2024-W05", "2024-02", "2024-Q1", "2024", "all");
        assertThat(ChunkSize.values())
                .extracting(size -> size.pageOf(size.labelOf(date)))
                .containsExactly("2024H1", "2024+4", "2020+20", "1980+60", "2000+200", "all");
        assertThat(new Leaf(2024 * 12 + 1, 1, new Digest(0, 0, 0, 0)).monthText())
                .isEqualTo("2024-02");
        assertThat(new LakeLayout(Path.of("x")).commit(12_345))
                .isEqualTo(Path.of("x", ".tidemark", "commits", "0001", "00012345.json"));
    }
}
