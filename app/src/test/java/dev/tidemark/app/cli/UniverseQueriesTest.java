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

/// A stored universe is asked: `universe explain` and `stats`, `sql`, `diff`, `--as-of`, `explain`, `verify`; and what
/// users add to its tables.
class UniverseQueriesTest {
    @TempDir
    Path folder;

    private CommandLineFixture tidemark;
    private BulkTree bulk;

    @BeforeEach
    void prepared() {
        tidemark = new CommandLineFixture(folder).at("2100-01-01T00:00:00Z").lake();
        bulk = new BulkTree(folder).filled();
        tidemark.expectOn(0, "universe", "prepare", "--stooq", "stooq", "--instruments", "lists");
    }

    private void prepare() {
        tidemark.expectOn(0, "universe", "prepare");
    }

    private List<JsonNode> sql(String... words) {
        List<String> all = new ArrayList<>(List.of("--json", "sql"));
        all.addAll(List.of(words));
        return tidemark.expectOn(0, all.toArray(new String[0])).json();
    }

    private long head() {
        return tidemark.expectOn(0, "--json", "log", "--limit", "1")
                .json()
                .getFirst()
                .get("number")
                .asLong();
    }

    @Test
    void theWholePathOfAnInstrumentIsTold() {
        String out = tidemark.expectOn(0, "universe", "explain", "BRK.B").out();
        assertThat(out)
                .contains("BRK.B of broker.csv", "row: symbol BRK.B", "BRK-B.US", BulkTree.BRK)
                .contains("prices: ", "price_rows 3", "data_status ok")
                .contains("export: file brk-b.us.csv");
        assertThat(tidemark.expectOn(0, "universe", "explain", "none").out())
                .contains("manual_review")
                .doesNotContain("export:");
        assertThat(tidemark.expectOn(6, "universe", "explain", "TSLA").err()).contains("TSLA", "universe_instruments");
        tidemark.expectOn(2, "universe", "explain");
    }

    @Test
    void anExplanationIsOfACommit() {
        long before = head();
        bulk.prices(BulkTree.BRK, 1, 2, 3, 4, 5);
        prepare();
        assertThat(tidemark.expectOn(0, "universe", "explain", "BRK.B").out()).contains("price_rows 5");
        assertThat(tidemark.expectOn(0, "universe", "explain", "BRK.B", "--as-of", Long.toString(before))
                        .out())
                .contains("price_rows 3");
        List<JsonNode> rows =
                tidemark.expectOn(0, "--json", "universe", "explain", "BRK.B").json();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().get("source_file").asString()).isEqualTo("broker.csv");
        assertThat(rows.getFirst().get("steps").size()).isGreaterThan(3);
    }

    @Test
    void statsCountWhatWasDoneAndWhatWasKnown() {
        bulk.prices(BulkTree.BRK, 1, 2, 3, 4, 5);
        prepare();
        prepare();
        JsonNode stats =
                tidemark.expectOn(0, "--json", "universe", "stats").json().getFirst();
        assertThat(stats.get("runs").asInt()).isEqualTo(2);
        assertThat(stats.get("matches_made").asInt()).isEqualTo(6);
        assertThat(stats.get("diagnoses_made").asInt()).isEqualTo(6);
        assertThat(stats.get("diagnoses_reused").asInt()).isEqualTo(4);
        assertThat(tidemark.expectOn(0, "universe", "stats").out())
                .contains("2 runs", "6 made, 4 known already (40 %)", "saved about");
        CommandLineFixture other = new CommandLineFixture(folder.resolve("lists")).lake();
        assertThat(other.expectOn(0, "universe", "stats").out()).contains("no run over a universe is known");
    }

    @Test
    void reportsAreViews() {
        assertThat(sql("SELECT symbol, matched_ticker, price_end FROM universe_matches ORDER BY symbol"))
                .extracting(row -> row.get("symbol").asString() + " "
                        + row.get("matched_ticker").asString() + " "
                        + row.get("price_end").asString())
                .containsExactly(
                        "AAPL AAPL.US 2024-01-04",
                        "BRK.B BRK-B.US 2024-01-04",
                        "CDR:PW CDR.PL 2024-01-04",
                        "MSFT MSFT.US 2024-01-04",
                        "VOD:LN VOD.UK 2024-01-04");
        assertThat(sql("SELECT symbol, reason FROM universe_unmatched"))
                .extracting(row ->
                        row.get("symbol").asString() + " " + row.get("reason").asString())
                .containsExactly("NONE manual_review");
    }

    @Test
    void aViewWithoutRowsIsThere() throws IOException {
        Files.delete(bulk.lists().resolve("broker.csv"));
        prepare();
        assertThat(sql("SELECT symbol, reason, candidates FROM universe_unmatched"))
                .isEmpty();
        assertThat(sql("SELECT symbol FROM universe_matches")).hasSize(2);
        bulk.list("other.csv", "symbol,market\nNONE,NSQ\n");
        prepare();
        assertThat(sql("SELECT symbol, price_rows FROM universe_matches")).isEmpty();
        assertThat(sql("SELECT symbol FROM universe_unmatched")).hasSize(1);
    }

    @Test
    void viewsOfALakeThatNeverHadUnmatchedInstrumentsAreThere() {
        CommandLineFixture other = new CommandLineFixture(folder.resolve("other")).lake();
        BulkTree tree = new BulkTree(folder.resolve("other"));
        tree.prices(BulkTree.AAPL, 1, 2);
        tree.list("list.csv", "symbol,market\nAAPL,NSQ\n");
        other.expectOn(0, "universe", "prepare", "--stooq", "stooq", "--instruments", "lists");
        assertThat(other.expectOn(0, "--json", "sql", "SELECT symbol, reason FROM universe_unmatched")
                        .json())
                .isEmpty();
    }

    @Test
    void thePastIsReadAndCompared() {
        String before = Long.toString(head());
        bulk.prices(BulkTree.VOD, 1, 2, 3, 4, 5, 6);
        prepare();
        assertThat(sql("SELECT price_rows FROM universe_matches WHERE symbol = 'VOD:LN'")
                        .getFirst()
                        .get("price_rows")
                        .asInt())
                .isEqualTo(6);
        assertThat(sql("--as-of", before, "SELECT price_rows FROM universe_matches WHERE symbol = 'VOD:LN'")
                        .getFirst()
                        .get("price_rows")
                        .asInt())
                .isEqualTo(3);
        assertThat(tidemark.expectOn(0, "diff", before, "head").out())
                .contains("universe/matches", "universe/diagnostics", "universe/exports")
                .doesNotContain("universe/assignments")
                .doesNotContain("universe/index");
    }

    @Test
    void theLakeIsWholeAndItsTablesCanBeMadeAgain() {
        tidemark.expectOn(0, "verify", "--full");
        tidemark.expectOn(0, "doctor");
        assertThat(tidemark.expectOn(0, "verify", "--rebuild", "100").out()).doesNotContain("differ");
    }

    @Test
    void aTableSaysWhatItWasMadeOf() {
        assertThat(tidemark.expectOn(0, "explain", "universe/matches/_/all").out())
                .contains("universe-matches", "universe/assignments", "universe/diagnostics", "lse_currency_policy");
        assertThat(tidemark.expectOn(0, "explain", "universe/assignments/_/all").out())
                .contains("universe-match", "universe/index", "universe/instruments", "matching_rules");
    }

    @Test
    void matchedFilesBecomeBarsOfTheLakeOnRequest() {
        tidemark.expectOn(0, "universe", "prepare", "--format", "parquet");
        assertThat(sql("SELECT symbol, count(*) AS n FROM bars_1d GROUP BY symbol ORDER BY symbol"))
                .extracting(
                        row -> row.get("symbol").asString() + " " + row.get("n").asInt())
                .containsExactly("AAPL.US 3", "BRK-B.US 3", "CDR.PL 3", "MSFT.US 3", "VOD.UK 3");
        assertThat(tidemark.expectOn(0, "universe", "prepare", "--format", "parquet")
                        .out())
                .contains("nothing changed");
        bulk.prices(BulkTree.VOD, 1, 2, 3, 4);
        assertThat(tidemark.expectOn(0, "universe", "prepare", "--format", "parquet")
                        .out())
                .contains("1 written");
        assertThat(sql("SELECT count(*) AS n FROM bars_1d WHERE symbol = 'VOD.UK'")
                        .getFirst()
                        .get("n")
                        .asInt())
                .isEqualTo(4);
        assertThat(tidemark.expectOn(2, "universe", "prepare", "--format", "xlsx")
                        .err())
                .contains("csv or parquet");
    }

    @Test
    void theUsersWordsForExchangesCount() throws IOException {
        bulk.list("mine.csv", "symbol,market\nAAPL:XY,\nVOD,BOLSA DE LONDRES\nFOO,NSQ\n");
        prepare();
        assertThat(sql("SELECT symbol FROM universe_unmatched WHERE source_file = 'mine.csv'"))
                .hasSize(3);
        Path config = tidemark.lakeFolder().resolve("tidemark.yaml");
        String text = Files.readString(config);
        Files.writeString(
                config, inUniverse(text, "suffixes: {XY: \".US\"}\n  words: {\"BOLSA DE LONDRES\": \".UK, .FR\"}"));
        Files.writeString(
                tidemark.lakeFolder().resolve("symbol_aliases.csv"),
                "from,to,extension,since\nFOO,MSFT,.US,2024-01-02\n");
        prepare();
        assertThat(sql("SELECT symbol, matched_ticker, strategy FROM universe_matches WHERE source_file = 'mine.csv'"
                        + " ORDER BY symbol"))
                .extracting(row -> row.get("symbol").asString() + " "
                        + row.get("matched_ticker").asString() + " "
                        + row.get("strategy").asString())
                .containsExactly("AAPL:XY AAPL.US ticker", "FOO MSFT.US alias", "VOD VOD.UK base_market");
        assertThat(tidemark.expectOn(0, "universe", "explain", "FOO").out()).contains("MSFT.US");
    }

    /// A config with an entry more in the section `universe`.
    private static String inUniverse(String config, String entry) {
        assertThat(config.lines()).contains("universe:");
        return config.replace("\nuniverse:\n", "\nuniverse:\n  " + entry + "\n");
    }

    @Test
    void badWordsOfTheUserAreNamedWithTheirPlace() throws IOException {
        Path config = tidemark.lakeFolder().resolve("tidemark.yaml");
        String text = Files.readString(config);
        int line = text.lines().toList().indexOf("universe:") + 2;
        Files.writeString(config, inUniverse(text, "suffixes: {XY: \"no extension\"}"));
        assertThat(tidemark.expectOn(2, "universe", "prepare").err()).contains("tidemark.yaml:" + line, "no extension");
        Files.writeString(config, inUniverse(text, "words: {\"!!\": \".UK\"}"));
        assertThat(tidemark.expectOn(2, "universe", "prepare").err()).contains("tidemark.yaml:" + line, "!!");
        Files.writeString(config, inUniverse(text, "wrods: {A: \".UK\"}"));
        assertThat(tidemark.expectOn(2, "universe", "prepare").err())
                .contains("tidemark.yaml:" + line, "universe.words");
        Files.writeString(config, text);
        Path aliases = tidemark.lakeFolder().resolve("symbol_aliases.csv");
        for (String bad : List.of("FOO,MSFT,.US", "FOO,MSFT,.US,yesterday", "FOO,MSFT,what is this,")) {
            Files.writeString(aliases, "from,to,extension,since\nFB,META,.US,\n\n" + bad + "\n");
            assertThat(tidemark.expectOn(2, "universe", "prepare").err()).contains("symbol_aliases.csv:4");
        }
        Files.writeString(aliases, "FOO,MSFT,.US,\n");
        assertThat(tidemark.expectOn(2, "universe", "prepare").err())
                .contains("symbol_aliases.csv:1", "from,to,extension,since");
        Files.delete(aliases);
        prepare();
    }

    private void registry(String rows) throws IOException {
        Files.writeString(
                tidemark.lakeFolder().resolve("instruments.csv"), "symbol,isin,quote_unit,stooq_ticker\n" + rows);
    }

    private List<String> currencies() {
        return sql("SELECT symbol, resolved_currency, currency_status, quote_unit FROM universe_matches"
                        + " WHERE source_file = 'units.csv' ORDER BY symbol")
                .stream()
                .map(row -> row.get("symbol").asString() + " "
                        + row.get("resolved_currency").asString() + " "
                        + row.get("currency_status").asString() + " "
                        + row.get("quote_unit").asString())
                .toList();
    }

    @Test
    void theRegistrysUnitOfTheMatchedTickerCounts() throws IOException {
        bulk.prices("d_uk_txt/data/daily/uk/lse etfs/cspx.uk.txt", 1, 2);
        bulk.list("units.csv", "symbol,isin,market,name,currency\nCSPX,,LSE,ISHARES,-\nVOD:LN,,,VODAFONE USD,\n");
        prepare();
        assertThat(currencies()).containsExactly("CSPX GBP inferred_only ", "VOD:LN USD quote_unit USD");
        String index = Files.readString(tidemark.lakeFolder().resolve("reports/universe/stooq_index.csv"));
        registry("VOD.UK,,GBX,\nISHARES-SP500,,usd,cspx.uk\n");
        prepare();
        assertThat(currencies()).containsExactly("CSPX USD quote_unit USD", "VOD:LN GBP inferred_only GBX");
        assertThat(Files.readString(tidemark.lakeFolder().resolve("reports/universe/stooq_index.csv")))
                .isEqualTo(index);
        assertThat(tidemark.expectOn(0, "universe", "explain", "CSPX").out())
                .contains("currency: inferred GBP, resolved USD, status quote_unit, quote unit USD, policy broker")
                .doesNotContain("stored:");
        assertThat(tidemark.expectOn(0, "universe", "prepare").out()).contains("nothing changed");
        registry("ISHARES-SP500,,EUR,cspx.uk\n");
        prepare();
        assertThat(currencies()).containsExactly("CSPX EUR quote_unit EUR", "VOD:LN USD quote_unit USD");
        Files.delete(tidemark.lakeFolder().resolve("instruments.csv"));
        prepare();
        assertThat(currencies()).containsExactly("CSPX GBP inferred_only ", "VOD:LN USD quote_unit USD");
        tidemark.expectOn(0, "verify", "--full");
        assertThat(tidemark.expectOn(0, "verify", "--rebuild", "100").out()).doesNotContain("differ");
    }

    @Test
    void anIsinOfTheRegistryIsFoundInAnySpelling() throws IOException {
        bulk.list("units.csv", "symbol,isin,market\nVOD:LN, gb00bh4hks39 ,\n");
        registry("VODAFONE,GB00BH4HKS39,GBX,\n");
        prepare();
        assertThat(currencies()).containsExactly("VOD:LN GBP inferred_only GBX");
        registry("VODAFONE,GB00BH4HKS39,GBX,\nVODAFONE-EUR,GB00BH4HKS39,EUR,\n");
        prepare();
        assertThat(currencies()).containsExactly("VOD:LN GBP inferred_only ");
    }

    @Test
    void anExplanationSaysWhatWasStoredByOtherRules() throws IOException {
        assertThat(tidemark.expectOn(0, "universe", "explain", "VOD:LN").out())
                .contains("currency: inferred GBP, resolved GBP, status inferred_only, quote unit GBX, policy broker")
                .doesNotContain("stored:");
        bulk.list("other.csv", "Market,ISIN,Symbol,Name,Currency\n,,VOD:LN,VODAFONE,USD\n,,CDR:PW,CD PROJEKT,PLN\n");
        prepare();
        String commit = Long.toString(head());
        Path config = tidemark.lakeFolder().resolve("tidemark.yaml");
        Files.writeString(
                config,
                inUniverse(Files.readString(config), "suffixes: {PW: \".UK\"}")
                        .replace("lse_currency_policy: broker", "lse_currency_policy: strict"));
        for (List<String> words : List.of(List.<String>of(), List.of("--as-of", commit))) {
            List<String> explain = new ArrayList<>(List.of("universe", "explain", "CDR:PW"));
            explain.addAll(words);
            assertThat(tidemark.expectOn(0, explain.toArray(new String[0])).out())
                    .contains("unmatched: other_listing_only, candidates CDR.PL", "candidate CDR.PL: " + BulkTree.CDR)
                    .contains("stored: matched CDR.PL (" + BulkTree.CDR
                            + ") by ticker; rules or lists have changed since");
        }
        assertThat(tidemark.expectOn(0, "universe", "explain", "VOD:LN").out())
                .contains("resolved none, status error:lse_currency_override, quote unit none, policy strict")
                .contains("stored: inferred GBP, resolved USD, status override, quote unit none; rules or lists have"
                        + " changed since");
        prepare();
        assertThat(tidemark.expectOn(0, "universe", "explain", "CDR:PW").out())
                .contains("unmatched: other_listing_only")
                .doesNotContain("stored:");
        assertThat(tidemark.expectOn(0, "universe", "explain", "CDR:PW", "--as-of", commit)
                        .out())
                .contains("stored: matched CDR.PL");
    }

    @Test
    void shippedEntriesCanBeTakenOut() throws IOException {
        bulk.prices("d_us_txt/data/daily/us/nasdaq stocks/1/meta.us.txt", 1, 2);
        bulk.prices("d_to_txt/data/daily/to/stocks/aapl.to.txt", 1, 2);
        bulk.list("mine.csv", "symbol,market\nFB,NSQ\nAAPL:C,\n");
        prepare();
        assertThat(sql("SELECT symbol FROM universe_matches WHERE source_file = 'mine.csv'"))
                .hasSize(2);
        Path config = tidemark.lakeFolder().resolve("tidemark.yaml");
        Files.writeString(config, inUniverse(Files.readString(config), "suffixes: {C: \"\"}"));
        Files.writeString(
                tidemark.lakeFolder().resolve("symbol_aliases.csv"), "\uFEFFfrom,to,extension,since\r\nfb,,.US,\r\n");
        prepare();
        assertThat(sql("SELECT symbol, reason FROM universe_unmatched WHERE source_file = 'mine.csv'"
                        + " ORDER BY symbol"))
                .extracting(row ->
                        row.get("symbol").asString() + " " + row.get("reason").asString())
                .containsExactly("AAPL:C ambiguous_variants", "FB manual_review");
    }

    @Test
    void intradayTimesAreOfTheZoneThatIsSaid() throws IOException {
        bulk.file(
                "5_us_txt/data/5 min/us/nasdaq stocks/1/tick.us.txt",
                (BulkTree.HEADER + "TICK.US,5,20240102,153000,1,1,1,1,5,0\n").getBytes(StandardCharsets.UTF_8));
        bulk.file(
                "5_us_txt/data/5 min/us/nasdaq stocks/1/aapl.us.txt",
                (BulkTree.HEADER + "AAPL.US,5,20240102,153000,1,1,1,1,5,0\n").getBytes(StandardCharsets.UTF_8));
        bulk.list("mine.csv", "symbol,market\nTICK,NSQ\nAAPL:US,\n");
        tidemark.expectOn(0, "universe", "prepare", "--format", "parquet");
        assertThat(sql("SELECT stooq_path FROM universe_matches WHERE symbol LIKE 'AAPL%'"))
                .extracting(row -> row.get("stooq_path").asString())
                .containsExactly(BulkTree.AAPL, BulkTree.AAPL);
        String time = "SELECT strftime(ts, '%H:%M') AS t FROM bars_5m WHERE symbol = 'TICK.US'";
        assertThat(sql(time).getFirst().get("t").asString()).isEqualTo("14:30");
        tidemark.expectOn(0, "universe", "prepare", "--format", "parquet", "--zone", "America/New_York");
        assertThat(sql(time)).extracting(row -> row.get("t").asString()).containsExactly("20:30");
        assertThat(Files.readString(tidemark.lakeFolder().resolve("tidemark.yaml")))
                .contains("  zone: \"America/New_York\"");
        assertThat(tidemark.expectOn(0, "universe", "prepare", "--format", "parquet")
                        .out())
                .contains("nothing changed");
        assertThat(tidemark.expectOn(2, "universe", "prepare", "--zone", "Warsaw")
                        .err())
                .contains("--zone", "Warsaw", "time zone");
    }
}
