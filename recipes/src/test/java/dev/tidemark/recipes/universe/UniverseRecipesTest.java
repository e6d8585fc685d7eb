package dev.tidemark.recipes.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.SeriesFailure;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.match.LseCurrencyPolicy;
import dev.tidemark.market.match.MatchTables;
import dev.tidemark.market.match.TickerAlias;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables of a universe: what they hold, and which rows are made again.
class UniverseRecipesTest {
    private static final List<String> FILES =
            List.of("nasdaq stocks/AAPL.US", "nasdaq stocks/MSFT.US", "lse stocks/VOD.UK", "nyse stocks/BRK-B.US");
    private static final List<String> LISTED =
            List.of("AAPL,NSQ,USD", "BRK.B,NYSE,USD", "MSFT,NSQ,USD", "NONE,NSQ,USD", "VOD,LSE,USD");

    @TempDir
    Path folder;

    private MadeUpPrices prices;
    private MadeUpUniverse universe;

    @BeforeEach
    void fill() {
        prices = new MadeUpPrices();
        FILES.forEach(file -> prices.files.put(file, "ok 3"));
        universe = new MadeUpUniverse(folder.resolve("lake"), prices);
        universe.index(FILES);
        universe.instruments(LISTED);
    }

    @AfterEach
    void close() {
        universe.close();
    }

    private SortedMap<DatasetName, RowWork> build() {
        return universe.build(MadeUpUniverse.RULES);
    }

    private static UniverseRules rules(MatchTables tables) {
        return new UniverseRules(tables, LseCurrencyPolicy.BROKER, false);
    }

    /// The tables are what a lake that knows no earlier rows gets.
    private void checkEqualsFresh(List<String> files, List<String> listed, UniverseRules rules) {
        MadeUpPrices again = new MadeUpPrices();
        again.files.putAll(prices.files);
        again.rule = prices.rule;
        try (MadeUpUniverse fresh = new MadeUpUniverse(folder.resolve("fresh"), again)) {
            fresh.index(files);
            fresh.instruments(listed);
            fresh.build(rules);
            assertThat(universe.digests()).isEqualTo(fresh.digests());
        }
    }

    @Test
    void reportsHaveTheColumnsOfTheSpecificationInItsOrder() {
        assertThat(MadeUpUniverse.columns(UniverseTables.MATCHES_SCHEMA))
                .isEqualTo("symbol,isin,market,name,currency,matched_ticker,stooq_path,region,category,strategy,"
                        + "source_file,price_start,price_end,price_rows,inferred_currency,resolved_currency,"
                        + "currency_status,data_status,data_flags,quote_unit,market_rule");
        assertThat(MadeUpUniverse.columns(UniverseTables.UNMATCHED_SCHEMA))
                .isEqualTo("symbol,isin,market,name,currency,source_file,reason,candidates");
        assertThat(MadeUpUniverse.columns(UniverseTables.INDEX_SCHEMA))
                .isEqualTo("ticker,stem,relative_path,region,category,isin");
    }

    @Test
    void everyInstrumentIsInExactlyOneReport() {
        build();
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "stooq_path", "strategy", "data_status"))
                .containsExactly(
                        "AAPL nasdaq stocks/AAPL.US base_market ok",
                        "BRK.B nyse stocks/BRK-B.US base_market ok",
                        "MSFT nasdaq stocks/MSFT.US base_market ok",
                        "VOD lse stocks/VOD.UK base_market ok");
        assertThat(universe.rows(UniverseTables.MATCHES, "price_start", "price_end", "price_rows"))
                .containsOnly("19724 19726 3");
        assertThat(universe.rows(UniverseTables.UNMATCHED, "symbol", "source_file", "reason"))
                .containsExactly("NONE list.csv manual_review");
        assertThat(universe.rows(UniverseTables.EXPORTS, "file", "ticker", "stooq_path"))
                .containsExactly(
                        "aapl.us.csv AAPL.US nasdaq stocks/AAPL.US",
                        "brk-b.us.csv BRK-B.US nyse stocks/BRK-B.US",
                        "msft.us.csv MSFT.US nasdaq stocks/MSFT.US",
                        "vod.uk.csv VOD.UK lse stocks/VOD.UK");
    }

    @Test
    void aFirstBuildMakesEveryRowAndASecondNone() {
        assertThat(build())
                .containsEntry(UniverseTables.ASSIGNMENTS, new RowWork(5, 0))
                .containsEntry(UniverseTables.DIAGNOSTICS, new RowWork(4, 0));
        long commits = universe.lake.head().number();
        assertThat(build()).isEmpty();
        assertThat(universe.lake.head().number()).isEqualTo(commits);
    }

    @Test
    void aChangedInstrumentCostsOneRow() {
        build();
        List<String> listed = new ArrayList<>(LISTED);
        listed.set(1, "BRK.B,NYSE,EUR");
        universe.instruments(listed);
        prices.read.clear();
        assertThat(build()).containsEntry(UniverseTables.ASSIGNMENTS, new RowWork(1, 4));
        assertThat(prices.read).isEmpty();
        checkEqualsFresh(FILES, listed, MadeUpUniverse.RULES);
    }

    @Test
    void aNewAndAVanishedInstrumentCostTheirRows() {
        build();
        List<String> listed = List.of("AAPL,NSQ,USD", "MSFT:US,,", "NONE,NSQ,USD", "VOD,LSE,USD");
        universe.instruments(listed);
        assertThat(build()).containsEntry(UniverseTables.ASSIGNMENTS, new RowWork(1, 3));
        checkEqualsFresh(FILES, listed, MadeUpUniverse.RULES);
    }

    @Test
    void anEntryThatNobodyCanSeeCostsNothing() {
        build();
        List<String> files = new ArrayList<>(FILES);
        files.add("nasdaq stocks/ZZZZ.US");
        universe.index(files);
        assertThat(build()).containsEntry(UniverseTables.ASSIGNMENTS, new RowWork(0, 5));
        checkEqualsFresh(files, LISTED, MadeUpUniverse.RULES);
    }

    @Test
    void aNewAndAVanishedEntryCostTheRowsTheyCouldServe() {
        build();
        List<String> files = new ArrayList<>(FILES);
        files.remove("nasdaq stocks/MSFT.US");
        files.add("nasdaq stocks/NONE.US");
        prices.files.put("nasdaq stocks/NONE.US", "ok 5");
        universe.index(files);
        assertThat(build())
                .containsEntry(UniverseTables.ASSIGNMENTS, new RowWork(2, 3))
                .containsEntry(UniverseTables.DIAGNOSTICS, new RowWork(1, 3));
        assertThat(universe.rows(UniverseTables.UNMATCHED, "symbol")).containsExactly("MSFT");
        checkEqualsFresh(files, LISTED, MadeUpUniverse.RULES);
    }

    @Test
    void aChangedPriceFileCostsOneRow() {
        build();
        prices.files.put("lse stocks/VOD.UK", "warning 7");
        prices.read.clear();
        SortedMap<DatasetName, RowWork> work = build();
        assertThat(work).containsOnly(Map.entry(UniverseTables.DIAGNOSTICS, new RowWork(1, 3)));
        assertThat(prices.read).containsExactly("lse stocks/VOD.UK");
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "data_status", "price_rows"))
                .contains("VOD warning 7", "AAPL ok 3");
        checkEqualsFresh(FILES, LISTED, MadeUpUniverse.RULES);
    }

    @Test
    void otherRulesOfDiagnosisReadEveryFile() {
        build();
        prices.rule = "max_gap_days 3";
        assertThat(build()).containsOnly(Map.entry(UniverseTables.DIAGNOSTICS, new RowWork(4, 0)));
        checkEqualsFresh(FILES, LISTED, MadeUpUniverse.RULES);
    }

    @Test
    void otherTablesMatchEveryRow() {
        build();
        UniverseRules rules = rules(MatchTables.shipped().withAlias(new TickerAlias("NONE", "AAPL", ".US", "")));
        assertThat(universe.build(rules)).containsEntry(UniverseTables.ASSIGNMENTS, new RowWork(5, 0));
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "matched_ticker", "strategy"))
                .contains("NONE AAPL.US alias");
        assertThat(universe.rows(UniverseTables.UNMATCHED, "symbol")).isEmpty();
        checkEqualsFresh(FILES, LISTED, rules);
    }

    @Test
    void anotherPolicyRedoesTheReportAlone() {
        build();
        SortedMap<String, String> before = universe.digests();
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "resolved_currency", "currency_status"))
                .contains("VOD USD override");
        assertThat(universe.build(new UniverseRules(MatchTables.shipped(), LseCurrencyPolicy.STRICT, false)))
                .isEmpty();
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "resolved_currency", "currency_status"))
                .contains("VOD  error:lse_currency_override", "AAPL USD match");
        SortedMap<String, String> after = universe.digests();
        assertThat(after).doesNotContainEntry("universe/matches", before.get("universe/matches"));
        before.remove("universe/matches");
        assertThat(after).containsAllEntriesOf(before);
    }

    @Test
    void filesWithoutUsablePricesAreExportedOnlyOnRequest() {
        prices.files.put("lse stocks/VOD.UK", "empty 0");
        prices.files.put("nasdaq stocks/MSFT.US", "error:bad_header 0");
        prices.files.remove("nyse stocks/BRK-B.US");
        build();
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "price_start", "price_rows", "data_status"))
                .containsExactly(
                        "AAPL 19724 3 ok", "BRK.B - 0 missing_file", "MSFT - 0 error:bad_header", "VOD - 0 empty");
        assertThat(universe.rows(UniverseTables.EXPORTS, "file")).containsExactly("aapl.us.csv");
        universe.build(new UniverseRules(MatchTables.shipped(), LseCurrencyPolicy.BROKER, true));
        assertThat(universe.rows(UniverseTables.EXPORTS, "file")).contains("aapl.us.csv", "vod.uk.csv");
        assertThat(universe.rows(UniverseTables.EXPORTS, "file")).doesNotContain("brk-b.us.csv");
    }

    @Test
    void twoFilesOfOneTickerAreToldApartByTheirFoldersAndExportedBoth() {
        List<String> files = List.of("nasdaq stocks/ABC.US", "nyse stocks/ABC.US");
        List<String> listed = List.of("ABC,NSQ,USD", "ABC,NYSE,USD", "ABC,USA,USD");
        files.forEach(file -> prices.files.put(file, "ok " + file.length()));
        universe.index(files);
        universe.instruments(listed);
        build();
        assertThat(universe.rows(UniverseTables.MATCHES, "market", "stooq_path"))
                .containsExactly("NSQ nasdaq stocks/ABC.US", "NYSE nyse stocks/ABC.US");
        assertThat(universe.rows(UniverseTables.UNMATCHED, "market", "reason"))
                .containsExactly("USA ambiguous_variants");
        assertThat(universe.rows(UniverseTables.EXPORTS, "file", "ticker", "stooq_path"))
                .containsExactly("abc.us-2.csv ABC.US nyse stocks/ABC.US", "abc.us.csv ABC.US nasdaq stocks/ABC.US");
        checkEqualsFresh(files, listed, MadeUpUniverse.RULES);
    }

    @Test
    void oneFileOfTwoInstrumentsIsDiagnosedAndExportedOnce() {
        List<String> listed = List.of("AAPL,NSQ,USD", "AAPL,NSQ,USD", "AAPL:US,,");
        universe.instruments(listed);
        assertThat(build()).containsEntry(UniverseTables.DIAGNOSTICS, new RowWork(1, 0));
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "matched_ticker"))
                .containsExactly("AAPL AAPL.US", "AAPL AAPL.US", "AAPL:US AAPL.US");
        assertThat(universe.rows(UniverseTables.EXPORTS, "file")).containsExactly("aapl.us.csv");
    }

    @Test
    void nothingUnmatchedIsATableWithoutRows() {
        List<String> listed = List.of("AAPL,NSQ,USD");
        universe.instruments(listed);
        build();
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol")).containsExactly("AAPL");
        assertThat(universe.rows(UniverseTables.UNMATCHED, "symbol")).isEmpty();
        assertThat(universe.lake.head().dataset(UniverseTables.UNMATCHED)).isPresent();
        checkEqualsFresh(FILES, listed, MadeUpUniverse.RULES);
    }

    @Test
    void allUnmatchedTakesMatchesAndExportsAway() {
        build();
        List<String> listed = List.of("NONE,NSQ,USD", "NOWHERE,LSE,GBP");
        universe.instruments(listed);
        build();
        assertThat(universe.rows(UniverseTables.UNMATCHED, "symbol")).containsExactly("NONE", "NOWHERE");
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol")).isEmpty();
        assertThat(universe.rows(UniverseTables.DIAGNOSTICS, "stooq_path")).isEmpty();
        assertThat(universe.rows(UniverseTables.EXPORTS, "file")).isEmpty();
        assertThat(universe.lake.head().dataset(UniverseTables.MATCHES)).isPresent();
        checkEqualsFresh(FILES, listed, MadeUpUniverse.RULES);
    }

    @Test
    void aFileThatChangesWhileItIsReadFailsTheBuildAndNotTheLake() {
        build();
        SortedMap<String, String> before = universe.digests();
        prices.files.put("lse stocks/VOD.UK", "ok 8");
        prices.changing.put("lse stocks/VOD.UK", "ok 9");
        UniverseRecipes recipes = new UniverseRecipes(universe.lake, MadeUpUniverse.RULES, prices);
        BuildReport report = universe.run(recipes.reporting(universe.lake.head(), Optional.of(universe.lake.head()))
                .recipes());
        assertThat(report.failures()).extracting(SeriesFailure::code).contains("source_changed");
        assertThat(report.failures().getFirst().message()).contains("lse stocks/VOD.UK", "run the command again");
        assertThat(universe.digests()).containsEntry("universe/diagnostics", before.get("universe/diagnostics"));
        prices.changing.clear();
        build();
        checkEqualsFresh(FILES, LISTED, MadeUpUniverse.RULES);
    }

    @Test
    void onlyUnknownFilesHaveToBeRead() {
        UniverseRecipes recipes = new UniverseRecipes(universe.lake, MadeUpUniverse.RULES, prices);
        universe.run(List.of(recipes.matching(Optional.empty())));
        assertThat(recipes.reporting(universe.lake.head(), Optional.of(universe.lake.head()))
                        .unread())
                .containsExactly(
                        "lse stocks/VOD.UK", "nasdaq stocks/AAPL.US", "nasdaq stocks/MSFT.US", "nyse stocks/BRK-B.US");
        build();
        prices.files.put("nasdaq stocks/AAPL.US", "ok 4");
        assertThat(recipes.reporting(universe.lake.head(), Optional.of(universe.lake.head()))
                        .unread())
                .containsExactly("nasdaq stocks/AAPL.US");
        assertThat(recipes.reporting(universe.lake.head(), Optional.empty()).unread())
                .hasSize(4);
    }

    @Test
    void aCheckedRecipeTakesNothingOver() {
        build();
        UniverseRecipes recipes = new UniverseRecipes(universe.lake, MadeUpUniverse.RULES, prices);
        Recipe matching = recipes.matching(Optional.of(universe.lake.head())).checked();
        universe.instruments(List.of("AAPL,NSQ,USD", "MSFT,NSQ,USD"));
        universe.run(List.of(matching));
        assertThat(recipes.work()).containsEntry(UniverseTables.ASSIGNMENTS, new RowWork(2, 0));
    }

    @Test
    void everyDerivedDatasetHasItsRecipe() {
        UniverseRecipes recipes = new UniverseRecipes(universe.lake, MadeUpUniverse.RULES, prices);
        for (DatasetName dataset : List.of(
                UniverseTables.ASSIGNMENTS,
                UniverseTables.DIAGNOSTICS,
                UniverseTables.MATCHES,
                UniverseTables.UNMATCHED,
                UniverseTables.EXPORTS)) {
            assertThat(recipes.ofDataset(dataset).orElseThrow().output()).isEqualTo(dataset);
        }
        assertThat(recipes.ofDataset(UniverseTables.INDEX)).isEmpty();
    }

    @Test
    void rowsOfAnotherSchemaOrAMissingTableAreNoPast() {
        build();
        Series assignments = universe.lake
                .head()
                .series(new SeriesKey(UniverseTables.ASSIGNMENTS, SeriesKey.NO_SYMBOL))
                .orElseThrow();
        Table rows = universe.lake.read(assignments, assignments.partitions().getFirst(), List.of());
        String key = TableTexts.of(rows, PastRows.KEY, 0);
        assertThat(past(UniverseTables.ASSIGNMENTS, UniverseTables.ASSIGNMENTS_SCHEMA)
                        .holds(key))
                .isTrue();
        assertThat(past(UniverseTables.ASSIGNMENTS, UniverseTables.DIAGNOSTICS_SCHEMA)
                        .holds(key))
                .isFalse();
        assertThat(past(new DatasetName("universe", "nothing"), UniverseTables.ASSIGNMENTS_SCHEMA)
                        .holds(key))
                .isFalse();
        assertThat(PastRows.NONE.append(key, new TableBuilder(UniverseTables.ASSIGNMENTS_SCHEMA)))
                .isFalse();
    }

    private PastRows past(DatasetName dataset, Schema schema) {
        return PastRows.of(universe.lake, universe.lake.head(), dataset, schema);
    }

    @Test
    void theUnitOfTheMatchedTickerIsTheRegistrys() {
        List<String> files = List.of("lse etfs/CSPX.UK", "lse stocks/VOD.UK");
        List<String> listed = List.of("CSPX,LSE,", "VOD:LN,,GBP");
        files.forEach(file -> prices.files.put(file, "ok 3"));
        universe.index(files);
        universe.instruments(listed);
        build();
        assertThat(universe.rows(
                        UniverseTables.MATCHES, "symbol", "resolved_currency", "currency_status", "quote_unit"))
                .containsExactly("CSPX GBP inferred_only ", "VOD:LN GBP match ");
        universe.units(List.of("CSPX.UK,USD", "VOD.UK,GBX", "ZZZ.US,EUR"));
        assertThat(build()).as("nothing is matched or read anew").isEmpty();
        assertThat(universe.rows(
                        UniverseTables.MATCHES, "symbol", "resolved_currency", "currency_status", "quote_unit"))
                .containsExactly("CSPX USD quote_unit USD", "VOD:LN GBP match GBX");
        universe.units(List.of("CSPX.UK,EUR", "VOD.UK,GBX"));
        build();
        assertThat(universe.rows(UniverseTables.MATCHES, "symbol", "resolved_currency"))
                .containsExactly("CSPX EUR", "VOD:LN GBP");
    }

    @Test
    void aRuleOfOneFileCostsItsRow() {
        build();
        prices.rules.put(FILES.get(2), "major");
        prices.read.clear();
        assertThat(build()).containsEntry(UniverseTables.DIAGNOSTICS, new RowWork(1, 3));
        assertThat(prices.read).containsExactly(FILES.get(2));
        assertThat(build()).isEmpty();
    }
}
