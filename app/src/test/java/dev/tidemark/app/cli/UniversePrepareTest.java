package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.universe.BulkTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `universe prepare`, `index`, `match` and `export` from the command line: what is remembered, what options do, and
/// what becomes of broken sources.
class UniversePrepareTest {
    private static final String LATER = "2100-01-01T00:00:00Z";

    @TempDir
    Path folder;

    private CommandLineFixture tidemark;
    private BulkTree bulk;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).at(LATER).lake();
        bulk = new BulkTree(folder).filled();
    }

    private CommandLineFixture.Result first(String... options) {
        List<String> words = new ArrayList<>(List.of("--stooq", "stooq", "--instruments", "lists"));
        words.addAll(List.of(options));
        return prepare(0, words.toArray(new String[0]));
    }

    private CommandLineFixture.Result prepare(int code, String... options) {
        List<String> words = new ArrayList<>(List.of("universe", "prepare"));
        words.addAll(List.of(options));
        return tidemark.expectOn(code, words.toArray(new String[0]));
    }

    private JsonNode json(int code, String... options) {
        List<String> words = new ArrayList<>(List.of("--json", "universe", "prepare"));
        words.addAll(List.of(options));
        return tidemark.expectOn(code, words.toArray(new String[0])).json().getFirst();
    }

    private static long count(JsonNode report, String name) {
        return report.get("counts").get(name).asLong();
    }

    private Path lake(String path) {
        return tidemark.lakeFolder().resolve(path);
    }

    private String config() throws IOException {
        return Files.readString(lake("tidemark.yaml"));
    }

    private String match(String symbol) throws IOException {
        return Files.readAllLines(lake("reports/universe/tradeable_matches.csv")).stream()
                .filter(line -> line.startsWith(symbol + ","))
                .findFirst()
                .orElse("");
    }

    @Test
    void treeAndListsAreAskedForOnceAndThenRemembered() throws IOException {
        assertThat(prepare(2).err()).contains("--stooq");
        assertThat(prepare(2, "--stooq", "stooq").err()).contains("--instruments");
        assertThat(config()).contains("  stooq: \"\"\n", "  instruments: \"\"\n");
        first();
        assertThat(config())
                .contains("universe:", bulk.tree().toString(), bulk.lists().toString());
        assertThat(prepare(0).out()).contains("nothing changed");
    }

    @Test
    void rememberingLeavesTheRestOfTheConfigAsItIs() throws IOException {
        String before = """
            # mine
            jobs: 2 # two

            universe: # of my broker
            # where the prices are
                max_gap_days: 5

            # end
            """;
        Files.writeString(lake("tidemark.yaml"), before);
        first();
        assertThat(config().lines())
                .containsAll(before.lines().toList())
                .contains("    stooq: \"" + bulk.tree() + "\"", "    instruments: \"" + bulk.lists() + "\"");
        assertThat(prepare(0).out()).contains("nothing changed");
    }

    @Test
    void anotherTreeTakesThePlaceOfTheRememberedOne() throws IOException {
        first();
        BulkTree other = new BulkTree(folder.resolve("other")).filled();
        prepare(0, "--data-dir", "other/stooq", "--tradeable-dir", "other/lists");
        assertThat(config().lines().filter(line -> line.contains("stooq:"))).hasSize(1);
        assertThat(config()).contains("\"" + other.tree() + "\"", "\"" + other.lists() + "\"");
        assertThat(config()).doesNotContain("\"" + bulk.tree() + "\"");
    }

    @Test
    void placesOfTheConfigAreRelativeToTheLakeAndStayAsTheyAreWritten() throws IOException {
        String config = "universe: {stooq: ../stooq, instruments: ../lists}\n";
        Files.writeString(lake("tidemark.yaml"), config);
        assertThat(count(json(0), "matched")).isEqualTo(5);
        first();
        assertThat(config()).isEqualTo(config);
        new BulkTree(folder.resolve("other")).filled();
        assertThat(prepare(2, "--stooq", "other/stooq").err()).contains("tidemark.yaml:1", "one line");
    }

    @Test
    void aRunSaysWhatItDecidedAndWhy() {
        String out = first("--workers", "3").out();
        assertThat(out)
                .contains("decided: no earlier run is known")
                .contains("5 files", "6 instruments", "5 matched, 1 not (manual_review 1)", "5 written")
                .contains("3 workers")
                .contains("reports/universe/tradeable_matches.csv", "exports/tradeable_prices");
        assertThat(prepare(0, "--max-workers", "1").out())
                .contains("nothing changed", "1 worker", "--force-reindex does everything again");
        bulk.prices(BulkTree.VOD, 1, 2, 3, 4);
        assertThat(prepare(0).out())
                .contains(
                        "decided: 1 files look changed",
                        "0 matched now",
                        "1 files diagnosed now",
                        "4 known",
                        "1 written");
        assertThat(prepare(0, "--no-incremental").out()).contains("decided: --no-incremental", "6 matched now");
        assertThat(prepare(0, "--force-reindex").out()).contains("decided: --force-reindex", "5 files diagnosed now");
        prepare(2, "--workers", "0");
        prepare(2, "--index-workers", "-1");
        prepare(0, "--index-workers", "4", "--incremental");
    }

    @Test
    void jsonHasAllOfIt() {
        JsonNode report = json(0, "--stooq", "stooq", "--instruments", "lists", "--workers", "2");
        assertThat(report.propertyNames())
                .contains(
                        "unchanged",
                        "reason",
                        "counts",
                        "unmatched",
                        "workers",
                        "commits",
                        "outputs",
                        "faults",
                        "notes",
                        "warnings",
                        "seconds");
        assertThat(report.get("unchanged").asBoolean()).isFalse();
        assertThat(report.get("commits").size()).isPositive();
        assertThat(report.get("unmatched").get("manual_review").asInt()).isEqualTo(1);
        assertThat(report.get("outputs").size()).isEqualTo(4);
        JsonNode again = json(0);
        assertThat(again.get("unchanged").asBoolean()).isTrue();
        assertThat(again.get("commits").size()).isZero();
        assertThat(count(again, "matched")).isEqualTo(5);
    }

    @Test
    void outputsGoWhereTheyAreWanted() {
        first(
                "--metadata-output", "out/index.csv",
                "--match-report", "out/matched.csv",
                "--unmatched-report", "out/rest.csv",
                "--prices-output", "out/prices");
        assertThat(lake("out/index.csv")).content().startsWith("ticker,stem,relative_path,region,category,isin\n");
        assertThat(lake("out/matched.csv"))
                .content()
                .startsWith("symbol,isin,market,name,currency,matched_ticker,stooq_path,region,category,strategy,"
                        + "source_file,price_start,price_end,price_rows,inferred_currency,resolved_currency,"
                        + "currency_status,data_status,data_flags,quote_unit,market_rule\n");
        assertThat(lake("out/rest.csv")).hasContent("""
            symbol,isin,market,name,currency,source_file,reason,candidates
            NONE,,NSQ,NO SUCH COMPANY,USD,broker.csv,manual_review,
            """);
        assertThat(lake("out/prices/vod.uk.csv"))
                .content()
                .startsWith("ticker,per,date,time,open,high,low,close,volume,openint\nVOD.UK,D,20240102,000000,");
        assertThat(lake("reports")).doesNotExist();
        assertThat(lake("exports")).doesNotExist();
    }

    @Test
    void existingExportsAreRefreshedKeptOrOverwritten() throws IOException {
        first();
        Path export = lake("exports/tradeable_prices/vod.uk.csv");
        Files.writeString(export, "mine");
        prepare(0, "--keep-existing");
        assertThat(export).hasContent("mine");
        assertThat(count(json(0), "exports_written")).isEqualTo(1);
        assertThat(export).content().startsWith("ticker,per");
        assertThat(count(json(0, "--overwrite-prices"), "exports_written")).isEqualTo(5);
        assertThat(prepare(2, "--overwrite-prices", "--keep-existing").err()).contains("contradict");
    }

    @Test
    void filesWithoutPricesAreExportedOnRequest() throws IOException {
        bulk.file(BulkTree.VOD, new byte[0]);
        Path export = lake("exports/tradeable_prices/vod.uk.csv");
        first();
        assertThat(export).doesNotExist();
        assertThat(match("VOD:LN")).contains(",empty,");
        prepare(0, "--include-empty-prices");
        assertThat(export).hasContent("ticker,per,date,time,open,high,low,close,volume,openint\n");
        prepare(0);
        assertThat(export).doesNotExist();
    }

    @Test
    void theCurrencyPolicyOfLondonIsTheUsers() throws IOException {
        bulk.list("other.csv", "symbol,currency\nVOD:LN,USD\nCDR:PW,EUR\n");
        first();
        assertThat(match("VOD:LN")).contains(",GBP,USD,override,");
        prepare(0, "--lse-currency-policy", "stooq");
        assertThat(match("VOD:LN")).contains(",GBP,GBP,mismatch,");
        prepare(0, "--lse-currency-policy", "strict");
        assertThat(match("VOD:LN")).contains(",GBP,,error:lse_currency_override,");
        assertThat(match("CDR:PW")).contains(",PLN,PLN,mismatch,");
        assertThat(prepare(2, "--lse-currency-policy", "none").err()).contains("broker", "stooq", "strict");
    }

    @Test
    void aQuoteUnitIsReportedAndPricesStayAsTheyAre() throws IOException {
        bulk.list("other.csv", "symbol,name\nVOD:LN,VODAFONE GROUP GBX\nCDR:PW,CD PROJEKT USD\n");
        first();
        assertThat(match("VOD:LN")).contains(",GBP,GBP,inferred_only,ok,,GBX,");
        assertThat(match("CDR:PW")).contains(",PLN,USD,quote_unit,ok,,USD,");
        assertThat(lake("exports/tradeable_prices/vod.uk.csv")).content().contains("10.0,11.0,9.0,10.0");
    }

    @Test
    void whatTheRegistryKnowsOfSecuritiesAndUnitsCounts() throws IOException {
        bulk.list("other.csv", "symbol,isin,market\nWRONG,US0378331005,\nAAPL,GB00BLGZ9862,NSQ\nVOD:LN,,\n");
        first();
        assertThat(match("WRONG")).isEmpty();
        assertThat(match("VOD:LN")).contains(",GBP,inferred_only,ok,,,");
        tidemark.file(
                "lake/instruments.csv",
                "symbol,isin,quote_unit,stooq_ticker\nAAPL.US,US0378331005,,\nVOD:LN,,GBX,VOD.UK\n");
        JsonNode report = json(0);
        assertThat(match("WRONG")).contains(",AAPL.US,", ",isin,");
        assertThat(match("VOD:LN")).contains(",GBP,inferred_only,ok,,GBX,");
        assertThat(report.get("unmatched").get("isin_conflict").asInt()).isEqualTo(1);
        assertThat(lake("reports/universe/stooq_index.csv")).content().contains("nasdaq stocks/1,US0378331005\n");
    }

    @Test
    void holesAreFlaggedOnRequest() throws IOException {
        bulk.file(
                BulkTree.AAPL,
                (BulkTree.HEADER + "AAPL.US,D,20240102,000000,1,2,1,2,5,0\nAAPL.US,D,20240110,000000,1,2,1,2,5,0\n")
                        .getBytes(StandardCharsets.UTF_8));
        first();
        assertThat(match("AAPL")).contains(",ok,,");
        prepare(0, "--max-gap-days", "4");
        assertThat(match("AAPL")).contains(",warning,price_gap_days=5,");
        prepare(0, "--max-gap-days", "5");
        assertThat(match("AAPL")).contains(",ok,,");
        prepare(2, "--max-gap-days", "many");
    }

    @Test
    void reportsStateTheEarliestAndTheLatestDayOfAnUnsortedFile() throws IOException {
        bulk.file(
                BulkTree.AAPL,
                (BulkTree.HEADER + "AAPL.US,D,20240110,000000,1,2,1,2,5,0\nAAPL.US,D,20240102,000000,1,2,1,2,5,0\n"
                                + "AAPL.US,D,20240105,000000,1,2,1,2,5,0\n")
                        .getBytes(StandardCharsets.UTF_8));
        first();
        assertThat(match("AAPL")).contains(",2024-01-02,2024-01-10,3,", "non_monotonic_dates");
    }

    @Test
    void aCorruptStatCacheIsAWarningAndIsMadeAnew() throws IOException {
        Path cache = folder.resolve("my.cache");
        first("--cache-metadata", "my.cache");
        assertThat(cache).isRegularFile();
        Files.writeString(cache, "no cache at all");
        bulk.prices(BulkTree.MSFT, 1, 2, 3, 4);
        CommandLineFixture.Result result = prepare(0, "--cache-metadata", "my.cache");
        assertThat(result.err()).contains("my.cache", "made anew");
        assertThat(match("MSFT")).contains(",4,");
        CommandLineFixture.Result again = prepare(0, "--cache-metadata", "my.cache");
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).contains("nothing changed");
        assertThat(lake(".tidemark/cache/universe.stat")).doesNotExist();
    }

    @Test
    void forcedReindexingIsAlwaysHonoured() throws IOException {
        first();
        JsonNode report = json(0, "--force-reindex");
        assertThat(report.get("unchanged").asBoolean()).isFalse();
        assertThat(count(report, "matches_made")).isEqualTo(6);
        assertThat(count(report, "diagnoses_made")).isEqualTo(5);
        Files.writeString(lake(".tidemark/cache/universe.stat"), "damaged");
        assertThat(prepare(0, "--force-reindex").err()).isEmpty();
    }

    @Test
    void stepsStopBeforeTheNext() {
        tidemark.expectOn(0, "universe", "index", "--stooq", "stooq", "--instruments", "lists");
        assertThat(lake("reports/universe/stooq_index.csv")).exists();
        assertThat(lake("reports/universe/tradeable_matches.csv")).doesNotExist();
        tidemark.expectOn(0, "universe", "match");
        assertThat(lake("reports/universe/tradeable_matches.csv")).exists();
        assertThat(lake("exports")).doesNotExist();
        tidemark.expectOn(0, "universe", "export");
        assertThat(lake("exports/tradeable_prices/aapl.us.csv")).exists();
    }

    @Test
    void brokenListsAreNamedWithLineAndReasonAndStopNoOther() {
        bulk.list("a-utf16.csv", new byte[] {(byte) 0xff, (byte) 0xfe, 's', 0});
        bulk.list(
                "b-bytes.csv",
                "symbol,market\nAAPL,NSQ\nM\u00fcLL,NSQ\nMSFT,NSQ\n".getBytes(StandardCharsets.ISO_8859_1));
        bulk.list("c-columns.csv", "name,isin\nAPPLE,US0378331005\n");
        bulk.list("d-commas.csv", "fee,symbol,market\n0,5,AAPL,NSQ\n\"0,5\",MSFT,NSQ\n");
        bulk.list("e-ragged.csv", "symbol,market\nAAPL\nMSFT,NSQ\n");
        bulk.list("f-empty.csv", "");
        JsonNode report = json(5, "--stooq", "stooq", "--instruments", "lists");
        List<String> faults = new ArrayList<>();
        report.get("faults")
                .forEach(fault -> faults.add(fault.get("file").asString() + ":"
                        + fault.get("line").asLong() + " " + fault.get("reason").asString()));
        assertThat(faults)
                .containsExactly(
                        "a-utf16.csv:1 bad_encoding",
                        "b-bytes.csv:3 bad_encoding",
                        "c-columns.csv:1 missing_column",
                        "d-commas.csv:2 decimal_comma",
                        "e-ragged.csv:2 ragged_row",
                        "f-empty.csv:0 empty_file");
        // The rows beside the broken ones count, those of good lists too.
        assertThat(count(report, "instruments")).isEqualTo(6 + 2 + 1 + 1);
        assertThat(count(report, "matched")).isEqualTo(5 + 2 + 1 + 1);
        assertThat(prepare(5).out())
                .contains("nothing changed", "6 could not be used", "b-bytes.csv:3 bad_encoding", "c-columns.csv:1");
    }

    @Test
    void rowsThatRepeatAreReportedAsOftenAsTheyStand() {
        bulk.list("again.csv", BulkTree.LIST_HEADER + "AAPL,,NSQ,,\nAAPL,,NSQ,,\n,,NSQ,NO SYMBOL,\n");
        JsonNode report = json(0, "--stooq", "stooq", "--instruments", "lists");
        List<String> notes = new ArrayList<>();
        report.get("notes")
                .forEach(note -> notes.add(note.get("file").asString() + ":"
                        + note.get("line").asLong() + " " + note.get("reason").asString()));
        assertThat(notes).containsExactly("again.csv:3 duplicate_row", "again.csv:4 missing_symbol");
        assertThat(count(report, "matched")).isEqualTo(7);
        assertThat(report.get("unmatched").get("missing_symbol").asInt()).isEqualTo(1);
    }

    @Test
    void aBrokenPriceFileIsNamedWithLineAndReasonAndStopsNoOther() throws IOException {
        bulk.file(
                BulkTree.VOD,
                (BulkTree.HEADER + "VOD.UK,D,20240102,000000,1,2,1,2,5,0\nVOD.UK,D,\u00fc\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        bulk.file(BulkTree.CDR, "what is this\n".getBytes(StandardCharsets.UTF_8));
        CommandLineFixture.Result result = prepare(5, "--stooq", "stooq", "--instruments", "lists");
        assertThat(result.out())
                .contains("2 could not be used", BulkTree.VOD + ":3 invalid_utf8", BulkTree.CDR + ":1 bad_header");
        assertThat(match("VOD:LN")).contains(",error:invalid_utf8,");
        assertThat(match("AAPL")).contains(",ok,");
        assertThat(lake("exports/tradeable_prices/vod.uk.csv")).doesNotExist();
        assertThat(lake("exports/tradeable_prices/aapl.us.csv")).exists();
        assertThat(prepare(5).out()).contains("nothing changed", BulkTree.VOD + ":3 invalid_utf8");
        bulk.prices(BulkTree.VOD, 1, 2);
        bulk.prices(BulkTree.CDR, 1, 2);
        assertThat(prepare(0).out()).contains("2 written");
    }

    @Test
    void aPlaceThatIsNoneIsAMistake() throws IOException {
        assertThat(prepare(2, "--stooq", "nowhere", "--instruments", "lists").err())
                .contains("nowhere");
        assertThat(prepare(2, "--stooq", "stooq", "--instruments", "nowhere").err())
                .contains("nowhere");
        Files.createDirectories(folder.resolve("void"));
        assertThat(prepare(2, "--stooq", "void", "--instruments", "lists").err())
                .contains("no price file");
        assertThat(prepare(2, "--stooq", "stooq", "--instruments", "void").err())
                .contains("no instrument");
        assertThat(config()).doesNotContain("void").doesNotContain("nowhere");
    }

    @Test
    void pricesInPenceAreExportedInPoundsOnRequest() throws IOException {
        first();
        String pence = Files.readString(lake("exports/tradeable_prices/vod.uk.csv"));
        String dollars = Files.readString(lake("exports/tradeable_prices/aapl.us.csv"));
        JsonNode report = json(0, "--major-units");
        assertThat(count(report, "exports_written")).isEqualTo(1);
        assertThat(count(report, "diagnoses_made")).isEqualTo(1);
        assertThat(pence).contains("VOD.UK,D,20240102,000000,10.0,11.0,9.0,10.0,100,0\n");
        assertThat(Files.readString(lake("exports/tradeable_prices/vod.uk.csv")))
                .contains("VOD.UK,D,20240102,000000,0.100,0.110,0.090,0.100,100,0\n");
        assertThat(Files.readString(lake("exports/tradeable_prices/aapl.us.csv")))
                .isEqualTo(dollars);
        assertThat(match("VOD:LN")).contains(",ok,").endsWith(",GBX,symbol LN");
        assertThat(prepare(0, "--major-units").out()).contains("nothing changed");
        assertThat(count(json(0), "exports_written")).isEqualTo(1);
        assertThat(Files.readString(lake("exports/tradeable_prices/vod.uk.csv")))
                .isEqualTo(pence);
        assertThat(prepare(2, "--major-units", "--format", "parquet").err()).contains("--major-units", "CSV");
    }

    @Test
    void rowsThatContradictEachOtherLeaveAFileWithoutExport() throws IOException {
        first();
        bulk.list("more.csv", "symbol,market,name\nVOD,LSE,VODAFONE GROUP GBP\n");
        assertThat(prepare(0).out()).doesNotContain("contradictory_units");
        for (int run = 0; run < 2; run++) {
            assertThat(prepare(5, "--major-units").out())
                    .contains("contradictory_units", "GBP, GBX", BulkTree.VOD, "instruments.csv");
            assertThat(lake("exports/tradeable_prices/vod.uk.csv")).doesNotExist();
            assertThat(lake("exports/tradeable_prices/aapl.us.csv")).exists();
        }
        Files.writeString(lake("instruments.csv"), "symbol,quote_unit\nVOD.UK,GBp\n");
        prepare(0, "--major-units");
        assertThat(Files.readString(lake("exports/tradeable_prices/vod.uk.csv")))
                .contains("VOD.UK,D,20240102,000000,0.100,0.110,0.090,0.100,100,0\n");
        Path config = lake("tidemark.yaml");
        Files.writeString(config, config().replace("major_units: false", "major_units: true"));
        prepare(0);
        tidemark.expectOn(0, "verify", "--full");
        assertThat(tidemark.expectOn(0, "verify", "--rebuild", "100").out()).doesNotContain("differ");
    }
}
