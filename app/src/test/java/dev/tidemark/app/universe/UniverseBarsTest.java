package dev.tidemark.app.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Format;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Matched files that are imported as bars of the lake.
class UniverseBarsTest {
    private static final String NASDAQ = "d_us_txt/data/daily/us/nasdaq stocks/1/dual.us.txt";
    private static final String NYSE = "d_us_txt/data/daily/us/nyse stocks/1/dual.us.txt";
    private static final String CONFLICT = " conflicting_sources";

    @TempDir
    Path folder;

    private BulkTree bulk;
    private SmallUniverse universe;

    @BeforeEach
    void fill() {
        bulk = new BulkTree(folder).filled();
        universe = new SmallUniverse(folder.resolve("lake"), bulk);
        universe.format = Format.PARQUET;
    }

    @AfterEach
    void close() {
        universe.close();
    }

    private UniverseReport run(Mode mode, Existing existing) {
        return universe.run(mode, existing, Step.EXPORT, SmallUniverse.LATER);
    }

    private void twoFilesOfOneTicker() {
        bulk.list("dual.csv", BulkTree.LIST_HEADER + "DUAL,,NSQ,ONE,USD\nDUAL,,NYSE,TWO,USD\n");
        bulk.prices(NASDAQ, 1, 2, 3);
        bulk.prices(NYSE, 7, 8, 9);
    }

    private static List<String> faults(UniverseReport report) {
        return report.faults().stream()
                .map(fault -> fault.place() + " " + fault.reason())
                .toList();
    }

    private static void checkCounts(UniverseReport report, long written, long unchanged, long failed) {
        assertThat(report.counts())
                .containsEntry("exports_written", written)
                .containsEntry("exports_unchanged", unchanged)
                .containsEntry("exports_failed", failed)
                .containsEntry("exports_removed", 0L);
    }

    @Test
    void everyMatchedFileIsImportedOnce() {
        checkCounts(universe.run(), 5, 0, 0);
        assertThat(universe.closes("VOD.UK")).containsExactly(10, 11, 12);
        assertThat(universe.run().isUnchanged()).isTrue();
        bulk.prices(BulkTree.VOD, 10, 11, 13);
        checkCounts(universe.run(), 1, 4, 0);
        assertThat(universe.closes("VOD.UK")).containsExactly(10, 11, 13);
        checkCounts(universe.run(), 0, 5, 0);
    }

    @Test
    void filesOfOneTickerThatDifferAreRefusedByEveryRun() throws IOException {
        twoFilesOfOneTicker();
        List<String> both = List.of(NASDAQ + CONFLICT, NYSE + CONFLICT);
        UniverseReport first = universe.run();
        assertThat(faults(first)).isEqualTo(both);
        checkCounts(first, 5, 0, 2);
        UniverseReport unchanged = universe.run();
        assertThat(unchanged.isUnchanged()).isTrue();
        assertThat(faults(unchanged)).isEqualTo(both);
        bulk.prices(BulkTree.VOD, 10, 11, 13);
        UniverseReport third = universe.run();
        assertThat(faults(third)).isEqualTo(both);
        checkCounts(third, 1, 4, 2);
        bulk.prices(NASDAQ, 1, 2, 4);
        assertThat(faults(universe.run())).isEqualTo(both);
        assertThat(universe.closes("DUAL.US")).isEmpty();
        Files.delete(bulk.tree().resolve(NASDAQ));
        bulk.list("dual.csv", BulkTree.LIST_HEADER + "DUAL,,NYSE,TWO,USD\n");
        assertThat(universe.run().faults()).isEmpty();
        assertThat(universe.closes("DUAL.US")).containsExactly(7, 8, 9);
    }

    @Test
    void aSecondFileOfATickerDoesNotReplaceTheBarsOfTheFirst() {
        twoFilesOfOneTicker();
        bulk.list("dual.csv", BulkTree.LIST_HEADER + "DUAL,,NYSE,TWO,USD\n");
        universe.run();
        assertThat(universe.closes("DUAL.US")).containsExactly(7, 8, 9);
        bulk.list("dual.csv", BulkTree.LIST_HEADER + "DUAL,,NSQ,ONE,USD\nDUAL,,NYSE,TWO,USD\n");
        assertThat(faults(universe.run())).containsExactly(NASDAQ + CONFLICT, NYSE + CONFLICT);
        assertThat(universe.closes("DUAL.US")).containsExactly(7, 8, 9);
    }

    @Test
    void filesOfOneTickerWithTheSameBarsCountOnce() {
        twoFilesOfOneTicker();
        bulk.prices(NASDAQ, 7, 8, 9);
        UniverseReport report = universe.run();
        assertThat(report.faults()).isEmpty();
        checkCounts(report, 6, 1, 0);
        assertThat(universe.closes("DUAL.US")).containsExactly(7, 8, 9);
        assertThat(universe.run().isUnchanged()).isTrue();
    }

    @Test
    void barsThatAreKeptAreRefreshedByTheNextRun() {
        universe.run();
        bulk.prices(BulkTree.VOD, 20, 21);
        checkCounts(run(Mode.INCREMENTAL, Existing.KEEP), 0, 5, 0);
        assertThat(universe.closes("VOD.UK")).containsExactly(10, 11, 12);
        assertThat(run(Mode.INCREMENTAL, Existing.KEEP).isUnchanged()).isTrue();
        UniverseReport report = universe.run();
        assertThat(report.reason()).contains("kept");
        checkCounts(report, 1, 4, 0);
        assertThat(universe.closes("VOD.UK")).containsExactly(20, 21);
        assertThat(universe.run().isUnchanged()).isTrue();
    }

    @Test
    void keepingBarsStillImportsThoseThatAreMissing() {
        universe.run();
        universe.removeBars("VOD.UK");
        checkCounts(run(Mode.INCREMENTAL, Existing.KEEP), 1, 4, 0);
        assertThat(universe.closes("VOD.UK")).containsExactly(10, 11, 12);
    }

    @Test
    void barsThatAnotherCommandTookAwayComeBack() {
        universe.run();
        universe.removeBars("AAPL.US");
        UniverseReport report = universe.run();
        assertThat(report.isUnchanged()).isFalse();
        assertThat(report.reason()).contains("bars of matched files");
        checkCounts(report, 1, 4, 0);
        assertThat(universe.closes("AAPL.US")).containsExactly(10, 11, 12);
        assertThat(universe.run().isUnchanged()).isTrue();
    }

    @Test
    void quarantinedRowsAreNamedByEveryRunUntilTheFileIsMended() {
        bulk.file(
                BulkTree.VOD,
                (BulkTree.HEADER + "VOD.UK,D,20240102,000000,1,2,1,2,100,0\nVOD.UK,D,2024,000000,1,2,1,2,100,0\n")
                        .getBytes(StandardCharsets.UTF_8));
        List<String> row = List.of(BulkTree.VOD + ":3 bad_date");
        UniverseReport first = universe.run();
        assertThat(faults(first)).isEqualTo(row);
        checkCounts(first, 5, 0, 0);
        assertThat(universe.closes("VOD.UK")).containsExactly(2);
        assertThat(faults(universe.run())).isEqualTo(row);
        bulk.prices(BulkTree.MSFT, 5, 6);
        assertThat(faults(universe.run())).isEqualTo(row);
        run(Mode.INCREMENTAL, Existing.KEEP);
        universe.run(Mode.INCREMENTAL, Existing.REFRESH, Step.INDEX, SmallUniverse.LATER);
        assertThat(faults(universe.run())).isEqualTo(row);
        bulk.prices(BulkTree.VOD, 5, 6);
        assertThat(universe.run().faults()).isEmpty();
    }

    @Test
    void filesOfABrokenArchiveKeepTheirBarsAndWhatIsKnownOfThem() throws IOException {
        bulk.file(
                BulkTree.AAPL,
                (BulkTree.HEADER + "AAPL.US,D,20240102,000000,1,2,1,2,100,0\nAAPL.US,D,2024,000000,1,2,1,2,100,0\n")
                        .getBytes(StandardCharsets.UTF_8));
        bulk.pack("d_us_txt");
        universe.run();
        Path archive = bulk.tree().resolve("d_us_txt.zip");
        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, new byte[] {'P', 'K', 3, 4, 0});
        UniverseReport hidden = universe.run();
        checkCounts(hidden, 0, 5, 0);
        assertThat(faults(hidden)).containsExactly("d_us_txt.zip damaged_archive", BulkTree.AAPL + ":3 bad_date");
        Files.write(archive, whole);
        UniverseReport back = universe.run();
        checkCounts(back, 0, 5, 0);
        assertThat(back.commits()).isEmpty();
        assertThat(faults(back)).containsExactly(BulkTree.AAPL.replace("d_us_txt/", "d_us_txt.zip!/") + ":3 bad_date");
    }

    @Test
    void forcedRunsFindTheBarsThatAreThere() {
        twoFilesOfOneTicker();
        universe.run();
        for (Mode mode : List.of(Mode.FULL, Mode.REINDEX)) {
            UniverseReport report = run(mode, Existing.REFRESH);
            checkCounts(report, 0, 5, 2);
            assertThat(faults(report)).containsExactly(NASDAQ + CONFLICT, NYSE + CONFLICT);
        }
    }
}
