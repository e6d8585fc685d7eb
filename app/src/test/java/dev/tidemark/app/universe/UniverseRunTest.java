package dev.tidemark.app.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.app.universe.UniverseSetup.Step;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.universe.SourceFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a run over a universe does when something changed, and what it leaves alone.
class UniverseRunTest {
    @TempDir
    Path folder;

    private BulkTree bulk;
    private SmallUniverse universe;

    @BeforeEach
    void fill() {
        bulk = new BulkTree(folder).filled();
        universe = new SmallUniverse(folder.resolve("lake"), bulk);
        universe.run();
    }

    @AfterEach
    void close() {
        universe.close();
    }

    private UniverseReport run(Mode mode, Existing existing) {
        return universe.run(mode, existing, Step.EXPORT, SmallUniverse.LATER);
    }

    private static long count(UniverseReport report, String name) {
        return report.counts().getOrDefault(name, -1L);
    }

    /// The state is that of a lake that is run over for the first time.
    private void checkEqualsFresh() throws IOException {
        try (SmallUniverse fresh = new SmallUniverse(folder.resolve("fresh"), bulk)) {
            fresh.run();
            assertThat(universe.state()).isEqualTo(fresh.state());
        }
    }

    @Test
    void anUnchangedRunDoesNothingAndSaysSo() throws IOException {
        SortedMap<String, String> stats = BulkTree.stats(universe.folder());
        UniverseReport report = universe.run();
        assertThat(report.isUnchanged()).isTrue();
        assertThat(report.reason()).startsWith("nothing changed");
        assertThat(report.commits()).isEmpty();
        assertThat(report.counts())
                .containsEntry("matched", 5L)
                .containsEntry("unmatched", 1L)
                .containsEntry("files", 5L)
                .containsEntry("files_new", 0L)
                .containsEntry("matches_made", 0L)
                .containsEntry("matches_reused", 6L)
                .containsEntry("diagnoses_made", 0L)
                .containsEntry("diagnoses_reused", 5L)
                .containsEntry("exports_written", 0L)
                .containsEntry("exports_unchanged", 5L);
        assertThat(report.reasons()).containsEntry("manual_review", 1L);
        assertThat(BulkTree.stats(universe.folder())).isEqualTo(stats);
    }

    @Test
    void aTouchedTreeCausesNoCommitAndNoWriting() throws IOException {
        SortedMap<String, String> stats = BulkTree.stats(universe.folder());
        for (Path file : BulkTree.files(bulk.tree())) {
            BulkTree.touch(file, Instant.parse("2030-01-01T00:00:00Z"));
        }
        UniverseReport report = universe.run();
        assertThat(report.isUnchanged()).isFalse();
        assertThat(report.commits()).isEmpty();
        assertThat(count(report, "files_suspect")).isEqualTo(5);
        assertThat(count(report, "diagnoses_made")).isZero();
        assertThat(BulkTree.stats(universe.folder())).isEqualTo(stats);
        UniverseReport next = universe.run();
        assertThat(next.isUnchanged()).isTrue();
        assertThat(count(next, "files_suspect")).isZero();
    }

    @Test
    void orderWhiteSpaceAndOtherColumnsOfAListCauseNoWork() throws IOException {
        SortedMap<String, String> stats = BulkTree.stats(universe.folder());
        String list = """
            Currency;Fee;Name;Symbol;Market;ISIN
            USD;0,1;NO SUCH COMPANY;NONE;NSQ;
             USD ;"0,2";BERKSHIRE HATHAWAY; BRK.B;NYSE;US0846707026
            USD;1;"MICROSOFT CORP";MSFT;NSQ;US5949181045
            USD;1;APPLE INC;AAPL;NSQ; US0378331005
            """;
        bulk.list("broker.csv", "\uFEFF" + list.replace("\n", "\r\n"));
        UniverseReport report = universe.run();
        assertThat(report.commits()).isEmpty();
        assertThat(count(report, "matches_made")).isZero();
        assertThat(BulkTree.stats(universe.folder())).isEqualTo(stats);
    }

    @Test
    void oneChangedInstrumentIsMatchedAlone() throws IOException {
        bulk.list("other.csv", "Market,ISIN,Symbol,Name,Currency\n,,VOD:LN,VODAFONE GROUP GBX,\n,,CDR:US,CDR,\n");
        SortedMap<String, String> stats = BulkTree.stats(universe.folder());
        UniverseReport report = universe.run();
        assertThat(count(report, "matches_made")).isEqualTo(1);
        assertThat(count(report, "matches_reused")).isEqualTo(5);
        assertThat(count(report, "diagnoses_made")).isZero();
        assertThat(count(report, "exports_removed")).isEqualTo(1);
        assertThat(universe.export("cdr.pl.csv")).doesNotExist();
        assertThat(BulkTree.stats(universe.folder()))
                .containsEntry("exports/aapl.us.csv", stats.get("exports/aapl.us.csv"))
                .containsEntry("reports/index.csv", stats.get("reports/index.csv"));
        checkEqualsFresh();
    }

    @Test
    void oneChangedPriceFileIsDiagnosedAndExportedAlone() throws IOException {
        SortedMap<String, String> stats = BulkTree.stats(universe.folder());
        bulk.prices(BulkTree.VOD, 10, 11, 13);
        UniverseReport report = universe.run();
        assertThat(count(report, "matches_made")).isZero();
        assertThat(count(report, "diagnoses_made")).isEqualTo(1);
        assertThat(count(report, "diagnoses_reused")).isEqualTo(4);
        assertThat(count(report, "exports_written")).isEqualTo(1);
        SortedMap<String, String> after = BulkTree.stats(universe.folder());
        assertThat(after.keySet().stream().filter(path -> !after.get(path).equals(stats.get(path))))
                .containsExactly("exports/vod.uk.csv");
        checkEqualsFresh();
    }

    @Test
    void aFileThatNobodyNeedsIsIndexedAndNotRead() throws IOException {
        bulk.file("d_us_txt/data/daily/us/nasdaq stocks/1/zzzz.us.txt", new byte[] {(byte) 0xff, 0});
        UniverseReport report = universe.run();
        assertThat(count(report, "matches_made")).isZero();
        assertThat(count(report, "diagnoses_made")).isZero();
        assertThat(report.faults()).isEmpty();
        assertThat(Files.readString(universe.folder().resolve("reports/index.csv")))
                .contains("ZZZZ.US,ZZZZ.US,d_us_txt/data/daily/us/nasdaq stocks/1/zzzz.us.txt,us,nasdaq stocks/1,");
        checkEqualsFresh();
    }

    @Test
    void aMovedFileIsFoundAtItsNewPlace() throws IOException {
        Path target = bulk.tree().resolve("d_us_txt/data/daily/us/nasdaq stocks/2/aapl.us.txt");
        Files.createDirectories(target.getParent());
        Files.move(bulk.tree().resolve(BulkTree.AAPL), target);
        UniverseReport report = universe.run();
        assertThat(count(report, "matches_made")).isEqualTo(1);
        assertThat(count(report, "exports_written")).isZero();
        checkEqualsFresh();
    }

    @Test
    void anArchiveInsteadOfItsFolderIsTheSameTree() throws IOException {
        long commits = universe.lake.head().number();
        bulk.pack("d_us_txt");
        UniverseReport report = universe.run();
        assertThat(universe.lake.head().number()).isEqualTo(commits);
        assertThat(count(report, "exports_written")).isZero();
        checkEqualsFresh();
    }

    @Test
    void aVanishedSourceTakesItsExportWithIt() throws IOException {
        Files.delete(bulk.tree().resolve(BulkTree.CDR));
        UniverseReport report = universe.run();
        assertThat(count(report, "exports_removed")).isEqualTo(1);
        assertThat(universe.export("cdr.pl.csv")).doesNotExist();
        checkEqualsFresh();
    }

    @Test
    void aSourceThatBecameEmptyTakesItsExportWithIt() throws IOException {
        bulk.file(BulkTree.CDR, new byte[0]);
        universe.run();
        assertThat(universe.export("cdr.pl.csv")).doesNotExist();
        checkEqualsFresh();
        bulk.prices(BulkTree.CDR, 3, 4);
        universe.run();
        assertThat(universe.export("cdr.pl.csv")).exists();
    }

    @Test
    void deletedAndEditedOutputsAreWrittenAgain() throws IOException {
        SortedMap<String, String> state = universe.state();
        Files.delete(universe.export("aapl.us.csv"));
        Files.writeString(universe.export("vod.uk.csv"), "edited");
        Files.delete(universe.folder().resolve("reports/unmatched.csv"));
        Files.writeString(universe.folder().resolve("reports/matches.csv"), "edited");
        UniverseReport report = universe.run();
        assertThat(report.reason()).contains("reports or exports were changed, deleted");
        assertThat(report.commits()).isEmpty();
        assertThat(count(report, "exports_written")).isEqualTo(2);
        assertThat(count(report, "reports_written")).isEqualTo(2);
        assertThat(universe.state()).isEqualTo(state);
        assertThat(universe.run().isUnchanged()).isTrue();
    }

    @Test
    void existingExportsAreKeptOnRequestAndRefreshedByTheNextRun() throws IOException {
        bulk.prices(BulkTree.VOD, 20, 21);
        String kept = Files.readString(universe.export("vod.uk.csv"));
        UniverseReport report = run(Mode.INCREMENTAL, Existing.KEEP);
        assertThat(count(report, "exports_written")).isZero();
        assertThat(Files.readString(universe.export("vod.uk.csv"))).isEqualTo(kept);
        assertThat(run(Mode.INCREMENTAL, Existing.KEEP).isUnchanged()).isTrue();
        assertThat(count(universe.run(), "exports_written")).isEqualTo(1);
        checkEqualsFresh();
    }

    @Test
    void keepingExportsStillWritesThoseThatAreMissingAndReports() throws IOException {
        SortedMap<String, String> state = universe.state();
        Files.delete(universe.export("vod.uk.csv"));
        Files.delete(universe.folder().resolve("reports/matches.csv"));
        UniverseReport report = run(Mode.INCREMENTAL, Existing.KEEP);
        assertThat(count(report, "exports_written")).isEqualTo(1);
        assertThat(universe.state()).isEqualTo(state);
    }

    @Test
    void overwritingWritesAllExportsAndNothingElse() throws IOException {
        SortedMap<String, String> stats = BulkTree.stats(universe.folder());
        UniverseReport report = run(Mode.INCREMENTAL, Existing.OVERWRITE);
        assertThat(count(report, "exports_written")).isEqualTo(5);
        assertThat(report.commits()).isEmpty();
        SortedMap<String, String> after = BulkTree.stats(universe.folder());
        assertThat(after.keySet().stream().filter(path -> !after.get(path).equals(stats.get(path))))
                .hasSize(5)
                .allMatch(path -> path.startsWith("exports/"));
        assertThat(universe.run().isUnchanged()).isTrue();
    }

    @Test
    void forcedRunsMakeEveryRowAgainAndTheSameRows() throws IOException {
        SortedMap<String, String> state = universe.state();
        for (Mode mode : List.of(Mode.FULL, Mode.REINDEX)) {
            UniverseReport report = run(mode, Existing.REFRESH);
            assertThat(report.isUnchanged()).isFalse();
            assertThat(count(report, "matches_made")).isEqualTo(6);
            assertThat(count(report, "diagnoses_made")).isEqualTo(5);
            assertThat(universe.state()).isEqualTo(state);
        }
    }

    @Test
    void foreignFilesAmongTheExportsAreNotTouched() throws IOException {
        Files.writeString(universe.export("notes.csv"), "mine");
        Files.writeString(universe.export("cdr.pl.csv.bak"), "mine too");
        Files.delete(bulk.tree().resolve(BulkTree.CDR));
        run(Mode.INCREMENTAL, Existing.OVERWRITE);
        run(Mode.REINDEX, Existing.REFRESH);
        assertThat(universe.export("notes.csv")).hasContent("mine");
        assertThat(universe.export("cdr.pl.csv.bak")).hasContent("mine too");
        assertThat(universe.export("cdr.pl.csv")).doesNotExist();
    }

    @Test
    void exportsOfAnEarlierRunGoEvenWhenNothingIsRemembered() throws IOException {
        BulkTree.delete(universe.folder().resolve(".tidemark/cache"));
        Files.delete(bulk.tree().resolve(BulkTree.CDR));
        universe.run();
        assertThat(universe.export("cdr.pl.csv")).doesNotExist();
        checkEqualsFresh();
    }

    @Test
    void brokenFilesAreNamedByEveryRunUntilTheyAreMended() throws IOException {
        bulk.file(BulkTree.VOD, "no header\n1,2\n".getBytes(StandardCharsets.UTF_8));
        bulk.list("broken.csv", "name,isin\nA,B\n");
        List<String> places = List.of("broken.csv:1 missing_column", BulkTree.VOD + ":1 bad_header");
        assertThat(places(universe.run())).containsExactlyInAnyOrderElementsOf(places);
        assertThat(universe.export("vod.uk.csv")).doesNotExist();
        assertThat(universe.export("aapl.us.csv")).exists();
        UniverseReport unchanged = universe.run();
        assertThat(unchanged.isUnchanged()).isTrue();
        assertThat(places(unchanged)).containsExactlyInAnyOrderElementsOf(places);
        bulk.prices(BulkTree.MSFT, 5, 6, 7, 8);
        assertThat(places(universe.run())).containsExactlyInAnyOrderElementsOf(places);
        checkEqualsFresh();
        bulk.prices(BulkTree.VOD, 5, 6);
        Files.delete(bulk.lists().resolve("broken.csv"));
        assertThat(universe.run().faults()).isEmpty();
    }

    private static List<String> places(UniverseReport report) {
        return report.faults().stream()
                .map(fault -> fault.place() + " " + fault.reason())
                .toList();
    }

    @Test
    void aBrokenPriceFileIsNamedAfterARunThatLookedAtNoPrices() {
        bulk.file(BulkTree.VOD, "no header\n1,2\n".getBytes(StandardCharsets.UTF_8));
        universe.run();
        universe.run(Mode.INCREMENTAL, Existing.REFRESH, Step.INDEX, SmallUniverse.LATER);
        assertThat(places(universe.run())).containsExactly(BulkTree.VOD + ":1 bad_header");
    }

    @Test
    void aBrokenPriceFileIsNamedWhenOnlyTheMemoryIsLost() throws IOException {
        bulk.file(BulkTree.VOD, "no header\n1,2\n".getBytes(StandardCharsets.UTF_8));
        universe.run();
        Files.delete(universe.memory());
        assertThat(places(universe.run())).containsExactly(BulkTree.VOD + ":1 bad_header");
    }

    @Test
    void anExportThatCannotBeWrittenIsTriedAgain() throws IOException {
        Files.delete(universe.export("vod.uk.csv"));
        Files.createDirectories(universe.export("vod.uk.csv").resolve("in the way"));
        assertThat(universe.run().faults()).extracting(SourceFault::reason).containsExactly("not_written");
        assertThat(universe.run().faults()).extracting(SourceFault::reason).containsExactly("not_written");
        BulkTree.delete(universe.export("vod.uk.csv"));
        assertThat(universe.run().faults()).isEmpty();
        assertThat(universe.export("vod.uk.csv")).isRegularFile();
        checkEqualsFresh();
    }

    @Test
    void aDamagedMemoryIsNone() throws IOException {
        for (String text : List.of(
                "",
                "\u0000",
                "tidemark universe memory 2\nend 2\n",
                "tidemark universe memory 2\noutput\nend 3\n",
                "tidemark universe memory 2\nfault\tx\tno number\ta\tb\nend 3\n",
                "tidemark universe memory 2\nno tab\nend 3\n",
                "tidemark universe memory 2\nruns\tmany\nend 3\n")) {
            SortedMap<String, String> state = universe.state();
            Files.writeString(universe.memory(), text);
            UniverseReport report = universe.run();
            assertThat(report.isUnchanged()).as(text).isFalse();
            assertThat(report.commits()).as(text).isEmpty();
            assertThat(universe.state()).as(text).isEqualTo(state);
        }
    }

    @Test
    void aDamagedStatCacheIsAWarningAndIsMadeAnew() throws IOException {
        Files.writeString(universe.statCache(), "no cache");
        bulk.prices(BulkTree.MSFT, 5, 6, 7, 8);
        UniverseReport report = universe.run();
        assertThat(report.warnings()).singleElement().asString().contains("universe.stat", "made anew");
        checkEqualsFresh();
        assertThat(universe.run().warnings()).isEmpty();
        assertThat(universe.run().isUnchanged()).isTrue();
    }

    @Test
    void anOlderOrAnotherStatCacheDoesNotHideWhatChangedSince() throws IOException {
        Path other = folder.resolve("other.stat");
        Path extra = bulk.tree().resolve("d_us_txt/data/daily/us/nasdaq stocks/1/none.us.txt");
        byte[] old = Files.readAllBytes(universe.statCache());
        bulk.prices(bulk.tree().relativize(extra).toString(), 1, 2, 3);
        universe.run(other, Mode.INCREMENTAL, Existing.REFRESH, Step.EXPORT, SmallUniverse.LATER);
        assertThat(universe.export("none.us.csv")).exists();
        Files.delete(extra);
        universe.run();
        assertThat(universe.export("none.us.csv")).doesNotExist();

        bulk.prices(bulk.tree().relativize(extra).toString(), 1, 2, 3);
        universe.run();
        Files.delete(extra);
        Files.write(universe.statCache(), old);
        universe.run();
        assertThat(universe.export("none.us.csv")).doesNotExist();
        checkEqualsFresh();
    }

    @Test
    void whatWasChangedAMomentAgoIsLookedAtAgain() throws IOException {
        bulk.prices(BulkTree.VOD, 10, 11, 14);
        Instant written =
                Files.getLastModifiedTime(bulk.tree().resolve(BulkTree.VOD)).toInstant();
        Clock soon = Clock.fixed(written.plusMillis(1), ZoneOffset.UTC);
        universe.run(Mode.INCREMENTAL, Existing.REFRESH, Step.EXPORT, soon);
        bulk.prices(BulkTree.VOD, 10, 11, 15); // as many bytes
        BulkTree.touch(bulk.tree().resolve(BulkTree.VOD), written);
        universe.run(Mode.INCREMENTAL, Existing.REFRESH, Step.EXPORT, soon);
        checkEqualsFresh();
    }

    @Test
    void oddRowsOfListsAreNamedByEveryRunUntilTheListIsMended() {
        bulk.list("odd.csv", BulkTree.LIST_HEADER + "ZZZ,,NSQ,ONE,USD\nZZZ,,NSQ,ONE,USD\n");
        UniverseReport first = universe.run();
        assertThat(first.notes()).extracting(SourceFault::place).containsExactly("odd.csv:3");
        assertThat(first.faults()).isEmpty();
        UniverseReport unchanged = universe.run();
        assertThat(unchanged.isUnchanged()).isTrue();
        assertThat(unchanged.notes()).isEqualTo(first.notes());
        bulk.prices(BulkTree.VOD, 5, 6, 7);
        assertThat(universe.run().notes()).isEqualTo(first.notes());
        bulk.list("odd.csv", BulkTree.LIST_HEADER + "ZZZ,,NSQ,ONE,USD\n");
        assertThat(universe.run().notes()).isEmpty();
    }

    @Test
    void draftsOfAKilledRunAreSweptAndNoOtherFileIs() throws IOException {
        String id = ".0f8fad5b-d9cb-469f-a165-70867728950e";
        List<Path> abandoned = List.of(universe.export(".vod.uk.csv" + id), universe.export("..tidemark-exports" + id));
        List<Path> others = List.of(
                universe.export(".mine.csv" + id),
                universe.export(".vod.uk.csv.backup"),
                universe.export("vod.uk.csv" + id),
                universe.export(".aapl.us.csv" + id));
        for (Path file : abandoned) {
            Files.writeString(file, "draft");
        }
        for (Path file : others) {
            Files.writeString(file, "no draft");
        }
        BulkTree.touch(others.getLast(), SmallUniverse.LATER.instant().minusSeconds(60));
        bulk.prices(BulkTree.MSFT, 5, 6, 7, 8);
        universe.run();
        assertThat(abandoned).noneMatch(Files::exists);
        assertThat(others).allMatch(Files::exists);
    }

    @Test
    void aTreeOrListsWithNothingToUseAreTheUsersMistake() throws IOException {
        BulkTree.delete(bulk.lists());
        Files.createDirectories(bulk.lists());
        assertThatThrownBy(() -> universe.run())
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("no instrument in the lists");
        bulk.list("empty.csv", "");
        assertThatThrownBy(() -> universe.run()).hasMessageContaining("empty.csv");
        bulk.filled();
        SortedMap<String, String> state = universe.state();
        BulkTree.delete(bulk.tree());
        Files.createDirectories(bulk.tree());
        assertThatThrownBy(() -> universe.run())
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("no price file");
        assertThat(universe.state()).isEqualTo(state);
    }

    @Test
    void stepsEndWhereTheySay() throws IOException {
        try (SmallUniverse other = new SmallUniverse(folder.resolve("steps"), bulk)) {
            other.run(Mode.INCREMENTAL, Existing.REFRESH, Step.INDEX, SmallUniverse.LATER);
            assertThat(other.state().keySet())
                    .containsExactly("reports/index.csv", "universe/index", "universe/instruments");
            other.run(Mode.INCREMENTAL, Existing.REFRESH, Step.MATCH, SmallUniverse.LATER);
            assertThat(other.state().keySet())
                    .contains("reports/matches.csv", "reports/unmatched.csv", "universe/matches")
                    .noneMatch(name -> name.startsWith("exports/"));
            other.run();
            assertThat(other.state()).isEqualTo(universe.state());
        }
    }

    @Test
    void totalsOfRunsSurviveAForcedOne() {
        UniverseStats before = UniverseStats.of(universe.lake);
        assertThat(before.runs()).isEqualTo(1);
        assertThat(before.diagnoses().made()).isEqualTo(5);
        bulk.prices(BulkTree.MSFT, 5, 6, 7, 8);
        universe.run();
        run(Mode.REINDEX, Existing.REFRESH);
        UniverseStats after = UniverseStats.of(universe.lake);
        assertThat(after.runs()).isEqualTo(3);
        assertThat(after.diagnoses().made()).isEqualTo(11);
        assertThat(after.diagnoses().reused()).isEqualTo(4);
        assertThat(after.matches().reused()).isEqualTo(6);
        assertThat(after.savedSeconds()).isPresent();
    }
}
