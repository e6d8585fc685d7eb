package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.sources.files.Zips;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeScanTest {
    @TempDir
    Path root;

    private static String text(TreeFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyTextFileIsFoundInTheOrderOfItsBytes() {
        for (String path : List.of("a/b.txt", "a.txt", "a-b/c.txt", "a/b/c.txt", "a/b c/d.TXT", "z/é.txt", "z/f.txt")) {
            Trees.write(root, path, "x");
        }
        Trees.write(root, "a/readme.md", "no price file");
        Trees.write(root, "a/txt", "none either");

        List<String> found = Trees.paths(Trees.scan(root));

        assertThat(found)
                .containsExactly("a-b/c.txt", "a.txt", "a/b c/d.TXT", "a/b.txt", "a/b/c.txt", "z/f.txt", "z/é.txt")
                .isSortedAccordingTo(
                        Comparator.comparing(path -> path.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    }

    @Test
    void aFileIsDescribedByItsStatAndItsPath() throws IOException {
        Path file = Trees.write(root, "d_us_txt/data/daily/us/nasdaq stocks/1/aapl.us.TXT", "12345");
        Instant time = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
        Files.setLastModifiedTime(file, FileTime.from(time));

        TreeFile found = Trees.scan(root).files().getFirst();

        assertThat(found.ticker()).isEqualTo("AAPL.US");
        assertThat(found.place()).isEqualTo(new TreePlace("us", "nasdaq stocks/1"));
        assertThat(found.size()).isEqualTo(5);
        assertThat(found.modifiedNanos()).isEqualTo(1_700_000_000_123_456_789L);
        assertThat(found.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
        assertThat(text(found)).isEqualTo("12345");
    }

    @Test
    void aNameWithoutARegionAndTwoFilesOfOneTickerAreBothKept() {
        Trees.write(root, "data/daily/pl/nc stocks/exm.txt", "");
        Trees.write(root, "data/daily/us/nyse stocks/1/exm.txt", "");

        assertThat(Trees.scan(root).files()).extracting(TreeFile::ticker).containsExactly("EXM", "EXM");
    }

    @Test
    void hiddenFilesLinksAndFoldersNamedLikeFilesAreNoSources() throws IOException {
        Trees.write(root, ".hidden/a.txt", "");
        Trees.write(root, "a/.b.txt", "");
        Trees.write(root, "folder.txt/c.txt", "");
        Trees.write(root, "a/.zip.zip", Zips.of("d.txt", ""));
        Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("folder.txt/c.txt"));
        Files.createSymbolicLink(root.resolve("linked"), root.resolve("folder.txt"));
        Files.createSymbolicLink(root.resolve("loop"), root);

        assertThat(Trees.paths(Trees.scan(root))).containsExactly("folder.txt/c.txt");
    }

    @Test
    void aRootThatIsALinkIsFollowed() throws IOException {
        Trees.write(root, "tree/a.txt", "");
        Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("tree"));

        assertThat(Trees.paths(Trees.scan(link))).containsExactly("a.txt");
    }

    @Test
    void aTreeOfArchivesHasThePathsOfTheSameTreeUnpacked() throws IOException {
        Path packed = root.resolve("packed");
        Path unpacked = root.resolve("unpacked");
        String[] files = {"data/daily/us/b.txt", "1", "data/daily/us/a.txt", "22", "top.TXT", "", ".x/c.txt", "no"};
        Trees.write(packed, "in/d_us_txt.ZIP", Zips.of(files));
        Trees.write(packed, "in/d_us_t.txt", "");
        Trees.write(unpacked, "in/d_us_t.txt", "");
        for (int i = 0; i < files.length; i += 2) {
            Trees.write(unpacked, "in/d_us_txt/" + files[i], files[i + 1]);
        }

        TreeScan scan = Trees.scan(packed);

        assertThat(Trees.paths(scan))
                .isEqualTo(Trees.paths(Trees.scan(unpacked)))
                .containsExactly(
                        "in/d_us_t.txt",
                        "in/d_us_txt/data/daily/us/a.txt",
                        "in/d_us_txt/data/daily/us/b.txt",
                        "in/d_us_txt/top.TXT");
        TreeFile entry = scan.files().get(1);
        assertThat(entry.name()).isEqualTo("in/d_us_txt.ZIP!/data/daily/us/a.txt");
        assertThat(entry.size()).isEqualTo(2);
        assertThat(entry.inode()).isEqualTo(Files.getAttribute(packed.resolve("in/d_us_txt.ZIP"), "unix:ino"));
        assertThat(text(entry)).isEqualTo("22");
    }

    @Test
    void aRootMayBeAnArchive() throws IOException {
        Path zip = Trees.write(root, "d_pl_txt.zip", Zips.of("data/daily/pl/exm.txt", "x"));

        TreeFile found = Trees.scan(zip).files().getFirst();

        assertThat(found.path()).isEqualTo("d_pl_txt/data/daily/pl/exm.txt");
        assertThat(text(found)).isEqualTo("x");
    }

    @Test
    void whatIsUnpackedBesideItsArchiveIsTakenOnceAndFromTheFolder() throws IOException {
        Trees.write(root, "us.zip", Zips.of("a.txt", "packed", "c.txt", "packed"));
        Trees.write(root, "us/a.txt", "unpacked");
        Trees.write(root, "us/b.txt", "unpacked");

        TreeScan scan = Trees.scan(root);

        assertThat(Trees.paths(scan)).containsExactly("us/a.txt", "us/b.txt", "us/c.txt");
        assertThat(text(scan.files().getFirst())).isEqualTo("unpacked");
        assertThat(text(scan.files().getLast())).isEqualTo("packed");
    }

    @Test
    void aBrokenArchiveIsNamedAndStopsNoOther() {
        byte[] zip = Zips.of("a.txt", "a");
        Trees.write(root, "in/bad.zip", Arrays.copyOf(zip, zip.length - 5));
        Trees.write(root, "in/good.zip", zip);

        TreeScan scan = Trees.scan(root);

        assertThat(Trees.paths(scan)).containsExactly("in/good/a.txt");
        assertThat(scan.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("in/bad.zip");
            assertThat(fault.reason()).isEqualTo("damaged_archive");
            assertThat(fault.text()).contains("bad.zip");
        });
    }

    @Test
    void aRefusedEntryIsNamedWithItsArchive() {
        Trees.write(root, "in/x.zip", Zips.withCentralInt(Zips.of("a.txt", "a", "b.txt", "b"), 38, 0xA1FF << 16));

        TreeScan scan = Trees.scan(root);

        assertThat(Trees.paths(scan)).containsExactly("in/x/b.txt");
        assertThat(scan.faults()).extracting(SourceFault::place).containsExactly("in/x.zip!/a.txt");
    }

    @Test
    void aFolderThatCannotBeListedIsNamed() throws IOException {
        Path closed = Trees.write(root, "closed/a.txt", "").getParent();
        Trees.write(root, "open/a.txt", "");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(closed), "this user may read everything");
        try {
            TreeScan scan = Trees.scan(root);

            assertThat(Trees.paths(scan)).containsExactly("open/a.txt");
            assertThat(scan.faults()).extracting(SourceFault::file).containsExactly("closed/");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aPlaceThatIsNoTreeIsAMistakeOfTheUser() {
        Path text = Trees.write(root, "a.txt", "");

        assertThatThrownBy(() -> Trees.scan(root.resolve("absent")))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> Trees.scan(text))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("a.txt");
    }

    @Test
    void aScanCanBeStopped() {
        StopSignal stop = new StopSignal();
        stop.give();

        assertThatThrownBy(() -> TreeScan.of(root, InstantSource.system(), stop))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aPathIsLookedUp() {
        Trees.write(root, "a.txt", "");
        Trees.write(root, "c.txt", "");
        TreeScan scan = Trees.scan(root);

        assertThat(scan.indexOf("c.txt")).isEqualTo(1);
        assertThat(scan.indexOf("b.txt")).isEqualTo(-2);
        assertThat(scan.indexOf("d.txt")).isEqualTo(-3);
    }
}
