package dev.tidemark.app.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.lake.Digest;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a run makes of files that it cannot see because their folder or archive cannot be read.
class HiddenFilesTest {
    private static final String HOLES =
            BulkTree.HEADER + "AAPL.US,D,20240102,000000,1,2,1,2,100,0\nAAPL.US,D,20240131,000000,1,2,1,2,100,0\n";

    @TempDir
    Path folder;

    private BulkTree bulk;
    private SmallUniverse universe;
    private byte[] whole = new byte[0];

    @BeforeEach
    void fill() throws IOException {
        bulk = new BulkTree(folder).filled();
        bulk.file(BulkTree.AAPL, HOLES.getBytes(StandardCharsets.UTF_8));
        bulk.file(BulkTree.MSFT, "no header\n1,2\n".getBytes(StandardCharsets.UTF_8));
        bulk.pack("d_us_txt");
        universe = new SmallUniverse(folder.resolve("lake"), bulk);
    }

    @AfterEach
    void close() {
        universe.close();
    }

    private Path archive() {
        return bulk.tree().resolve("d_us_txt.zip");
    }

    private void breakArchive() throws IOException {
        whole = Files.readAllBytes(archive());
        Files.write(archive(), Arrays.copyOf(whole, whole.length / 2));
    }

    private void mendArchive() throws IOException {
        Files.write(archive(), whole);
    }

    private UniverseReport run(Mode mode) {
        return universe.run(mode, Existing.REFRESH, Step.EXPORT, SmallUniverse.LATER);
    }

    private void checkEqualsFresh() throws IOException {
        try (SmallUniverse fresh = new SmallUniverse(folder.resolve("fresh"), bulk)) {
            fresh.maxGapDays = universe.maxGapDays;
            fresh.run();
            assertThat(universe.state()).isEqualTo(fresh.state());
        }
    }

    private static List<String> reasons(UniverseReport report) {
        return report.faults().stream().map(SourceFault::reason).toList();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theyHoldStillInEveryModeUntilTheyCanBeRead(Mode mode) throws IOException {
        universe.run();
        SortedMap<String, String> state = universe.state();
        breakArchive();
        UniverseReport report = run(mode);
        assertThat(reasons(report)).containsExactlyInAnyOrder("damaged_archive", "bad_header");
        assertThat(universe.state()).isEqualTo(state);
        assertThat(reasons(run(mode))).containsExactlyInAnyOrder("damaged_archive", "bad_header");
        bulk.prices("d_pl_txt/data/daily/pl/wse stocks/pko.pl.txt", 1, 2);
        run(mode);
        assertThat(universe.export("aapl.us.csv")).exists();
        assertThat(BulkTree.outputs(universe.folder()).get("reports/matches.csv"))
                .isEqualTo(state.get("reports/matches.csv"));
        mendArchive();
        assertThat(reasons(universe.run())).containsExactly("bad_header");
        checkEqualsFresh();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void underAnotherRuleTheLastDiagnosisStandsUntilTheyCanBeRead(Mode mode) throws IOException {
        universe.run();
        SortedMap<String, String> state = universe.state();
        breakArchive();
        universe.maxGapDays = OptionalInt.of(2);
        for (int runs = 0; runs < 2; runs++) {
            UniverseReport report = run(mode);
            assertThat(reasons(report)).containsExactlyInAnyOrder("damaged_archive", "bad_header");
            assertThat(universe.export("aapl.us.csv")).content().isEqualTo(state.get("exports/aapl.us.csv"));
            assertThat(universe.state().get("reports/matches.csv")).isEqualTo(state.get("reports/matches.csv"));
        }
        mendArchive();
        universe.run();
        assertThat(universe.state().get("reports/matches.csv")).contains("price_gap_days=");
        checkEqualsFresh();
    }

    @Test
    void oneThatIsMatchedForTheFirstTimeIsUnreadable() throws IOException {
        String broker = Files.readString(bulk.lists().resolve("broker.csv"));
        bulk.list("broker.csv", broker.replaceAll("(?m)^AAPL.*\n", ""));
        universe.run();
        breakArchive();
        bulk.list("broker.csv", broker);
        assertThat(reasons(universe.run())).containsExactlyInAnyOrder("damaged_archive", "bad_header", "unreadable");
        assertThat(universe.state().get("reports/matches.csv"))
                .contains("AAPL.US")
                .contains("error:unreadable");
        assertThat(universe.export("aapl.us.csv")).doesNotExist();
        mendArchive();
        universe.run();
        assertThat(universe.export("aapl.us.csv")).exists();
        checkEqualsFresh();
    }

    @Test
    void anExportThatWasDeletedWaitsForTheArchive() throws IOException {
        universe.run();
        breakArchive();
        Files.delete(universe.export("aapl.us.csv"));
        assertThat(reasons(universe.run())).containsExactlyInAnyOrder("damaged_archive", "bad_header", "unreadable");
        mendArchive();
        universe.run();
        checkEqualsFresh();
    }

    @Test
    void aBrokenArchiveThatIsTakenAwayTakesItsFilesWithIt() throws IOException {
        universe.run();
        Files.write(archive(), new byte[] {'P', 'K', 3, 4, 0});
        assertThat(universe.run().faults()).isNotEmpty();
        assertThat(universe.export("aapl.us.csv")).exists();
        Files.delete(archive());
        assertThat(universe.run().faults()).isEmpty();
        assertThat(universe.export("aapl.us.csv")).doesNotExist();
        checkEqualsFresh();
    }

    @Test
    void aFolderWhoseNameHoldsTheEndingOfAnArchiveIsAFolder() throws IOException {
        Path odd = bulk.tree().resolve("my.zip.dir");
        Files.createDirectories(odd);
        Files.move(archive(), odd.resolve("d_us_txt.ZIP"));
        universe.run();
        Path moved = odd.resolve("d_us_txt.ZIP");
        whole = Files.readAllBytes(moved);
        Files.write(moved, Arrays.copyOf(whole, whole.length / 2));
        universe.run();
        assertThat(universe.export("aapl.us.csv")).exists();
    }

    @Test
    void whatAPlaceHidesIsWhatTheIndexHasBelowIt() {
        universe.run();
        checkHides("d_us_txt.zip", 3);
        checkHides("d_us_txt.ZIP", 3);
        checkHides("d_us_txt/", 3);
        checkHides("d_us_txt/data/daily/us/nasdaq stocks/", 2);
        checkHides("d_us_txt.zip!/data/daily/us/nasdaq stocks/1/aapl.us.txt", 1);
        checkHides("d_us_txt", 3);
        checkHides("d_us", 0);
        checkHides("d_us_txt.zip.dir/", 0);
        checkHides("d_us.zip_txt", 0);
        checkHides(".", 5);
    }

    /// @param place as a scan names it
    private void checkHides(String place, int files) {
        TreeScan scan = new TreeScan(0, List.of(), List.of(new SourceFault(place, 0, "unreadable", "")));
        HiddenFiles hidden = HiddenFiles.of(universe.lake, universe.lake.head(), scan);
        assertThat(hidden.paths()).as(place).hasSize(files);
        assertThat(hidden.diagnosed().keySet()).as(place).isEqualTo(hidden.paths());
    }

    @Test
    void ofADiagnosedFileAllIsKnownThatTheLakeKnows() throws IOException {
        universe.run();
        breakArchive();
        TreeScan scan = new TreeScan(0, List.of(), List.of(new SourceFault("d_us_txt.zip", 0, "damaged_archive", "")));
        HiddenFiles hidden = HiddenFiles.of(universe.lake, universe.lake.head(), scan);
        Digest bytes = Digest.of(HOLES.getBytes(StandardCharsets.UTF_8));
        assertThat(hidden.digest("", BulkTree.AAPL)).contains(bytes);
        assertThat(hidden.facts("", BulkTree.AAPL).orElseThrow().diagnosis())
                .isEqualTo(new PriceDiagnosis("ok", "", 19_724, 19_753, 2));
        assertThat(hidden.digest("another rule", BulkTree.AAPL)).isEmpty();
        assertThat(hidden.facts("another rule", BulkTree.AAPL).orElseThrow().export())
                .contains(Digest.of(Files.readAllBytes(universe.export("aapl.us.csv"))));
        assertThat(hidden.facts("", BulkTree.VOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b.zip!/c/d.txt, a/b/c/d.txt",
        "a/b.ZiP!/c.txt, a/b/c.txt",
        "my.zip.dir/b.zip!/c.txt, my.zip.dir/b/c.txt",
        "wow!/b.zip!/c.txt, wow!/b/c.txt",
        "my.zip.dir/c.txt, my.zip.dir/c.txt",
        "İ/b.zip!/c.txt, İ/b/c.txt"
    })
    void pathsOfNamesInMessages(String name, String path) {
        assertThat(HiddenFiles.pathOf(name)).isEqualTo(path);
    }
}
