package dev.tidemark.sources.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.SourceOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives that lie, point outside, or are broken.
class ZipArchiveTest {
    @TempDir
    Path folder;

    private FoundSources find(byte[] zip) throws IOException {
        return SourceFinder.find(List.of(Files.write(folder.resolve("bad.zip"), zip)), List.of(".txt"));
    }

    private static void assertRefused(FoundSources found, RefusalReason reason, String... words) {
        assertThat(found.files()).isEmpty();
        assertThat(found.refused()).singleElement().satisfies(report -> {
            SourceOutcome.Refused refused = (SourceOutcome.Refused) report.outcome();
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.message()).contains("bad.zip").contains(words);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.txt", "x/../y.t", "/abs.txt", "x\\y.txt_", "C:/x.txt", "x/y/../..", "a\u0001b.txt"})
    void anEntryThatPointsOutsideRefusesTheWholeArchive(String name) throws IOException {
        String good = "q".repeat(name.length());
        byte[] zip = Zips.renamed(Zips.of("fine.txt", "1", good, "2"), good, name);
        assertRefused(find(zip), RefusalReason.UNSAFE_ARCHIVE, name.replace('\u0001', '?'));
    }

    @Test
    void anEntryThatStandsTwiceRefusesTheWholeArchive() throws IOException {
        byte[] zip = Zips.renamed(Zips.of("a.us.txt", "1", "b.us.txt", "2"), "b.us.txt", "a.us.txt");
        assertRefused(find(zip), RefusalReason.UNSAFE_ARCHIVE, "a.us.txt", "twice");
    }

    @Test
    void linksAndEncryptedEntriesAreRefusedByName() throws IOException {
        byte[] zip = Zips.of("a.txt", "1");
        assertRefused(
                find(Zips.withCentralInt(zip, 38, 0xA1FF << 16)), RefusalReason.UNSAFE_ENTRY, "bad.zip!/a.txt", "link");
        byte[] encrypted = Zips.withCentralShort(zip, 8, 0x0809);
        FoundSources found = find(encrypted);
        assertThat(found.files()).isEmpty();
        assertThat(found.refused()).singleElement().asString().contains("bad.zip");
    }

    @Test
    void anEntryThatUnpacksToTooMuchIsRefusedByName() throws IOException {
        byte[] bomb = Zips.of("bomb.txt", "0".repeat(4 << 20));
        assertRefused(find(bomb), RefusalReason.UNSAFE_ENTRY, "bad.zip!/bomb.txt", "250");
        byte[] small = Zips.of("small.txt", "0".repeat(1 << 20));
        assertThat(find(small).files()).hasSize(1);
    }

    @Test
    void everyCutOfAnArchiveIsRefusedByName() throws IOException {
        byte[] zip = Zips.of("a.txt", "some text that is long enough", "b.txt", "more text");
        for (int length = 0; length < zip.length; length++) {
            FoundSources found = find(Arrays.copyOf(zip, length));
            assertRefused(found, RefusalReason.DAMAGED_ARCHIVE, "get it again");
            found.close();
        }
    }

    @Test
    void anEntryWithAWrongChecksumIsRefusedByName() throws IOException {
        byte[] zip = Zips.withCentralInt(Zips.of("in/a.txt", "text"), 16, 42);
        try (FoundSources found = find(zip)) {
            assertThatThrownBy(() -> SourceFinderTest.read(found.files().getFirst()))
                    .isInstanceOfSatisfying(
                            SourceRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo(RefusalReason.DAMAGED_ENTRY))
                    .hasMessageContaining("bad.zip!/in/a.txt");
        }
    }

    /// Whatever byte of an archive changes, its entries are read as they were, or refused.
    @Property(tries = 1500)
    void aChangedByteIsNeverReadAsData(@ForAll @IntRange(min = 0, max = 400) int place, @ForAll byte value)
            throws IOException {
        String text = "AAPL.US,D,20240102,000000,1,1,1,1,1,0";
        byte[] zip = Zips.of("a.us.txt", text, "b.us.txt", text);
        zip[place % zip.length] = value;
        Path own = Files.createTempDirectory("tidemark-zip");
        Path path = Files.write(own.resolve("fuzz.zip"), zip);
        try (FoundSources found = SourceFinder.find(List.of(path), List.of(".txt"))) {
            for (SourceFile file : found.files()) {
                try {
                    assertThat(SourceFinderTest.read(file)).isEqualTo(text);
                } catch (SourceRefusedException e) {
                    assertThat(e.text()).contains("fuzz.zip");
                }
            }
        } finally {
            Files.delete(path);
            Files.delete(own);
        }
    }
}
