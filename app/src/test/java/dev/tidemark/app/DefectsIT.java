package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every known defect of the real data beside the project is found by `validate`, and nothing else is an error. Without
/// the data the tests are skipped. `docs/defects.md` is the table of what is found here.
class DefectsIT {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
    }

    private static String need(String relative) {
        Path above = Path.of("").toAbsolutePath();
        while (above != null) {
            Path found = above.resolve("shared/data").resolve(relative);
            if (Files.exists(found)) {
                return found.toString();
            }
            above = above.getParent();
        }
        return Assumptions.abort("no shared/data/" + relative + " above the module");
    }

    /// What `validate` finds.
    ///
    /// @param rows    of each symbol
    /// @param finding of each symbol, by code
    private record Found(SortedMap<String, Long> rows, SortedMap<String, SortedMap<String, JsonNode>> finding) {
        /// How often a code was found in one symbol.
        long count(String symbol, String code) {
            JsonNode found = finding.getOrDefault(symbol, new TreeMap<>()).get(code);
            return found == null ? 0 : found.get("count").asLong();
        }

        /// How often a code was found in all symbols.
        long count(String code) {
            return rows.keySet().stream()
                    .mapToLong(symbol -> count(symbol, code))
                    .sum();
        }

        String samples(String symbol, String code) {
            JsonNode found = finding.getOrDefault(symbol, new TreeMap<>()).get(code);
            return found == null ? "" : found.get("samples").toString();
        }

        /// Each finding that blocks a build, as `symbol code count`.
        List<String> errors() {
            List<String> errors = new ArrayList<>();
            finding.forEach((symbol, codes) -> codes.forEach((code, found) -> {
                String severity = found.get("severity").asString();
                if (severity.equals("error") || severity.equals("critical")) {
                    errors.add(symbol + " " + code + " " + found.get("count").asLong());
                }
            }));
            return errors;
        }
    }

    private Found validate(int code, String dataset, String... more) {
        List<String> words = new ArrayList<>(List.of("--json", "validate", dataset));
        words.addAll(List.of(more));
        SortedMap<String, Long> rows = new TreeMap<>();
        SortedMap<String, SortedMap<String, JsonNode>> finding = new TreeMap<>();
        for (JsonNode line :
                tidemark.expectOn(code, words.toArray(String[]::new)).json()) {
            if (line.has("result")) {
                rows.put(line.get("symbol").asString(), line.get("rows").asLong());
            } else if (line.has("code")) {
                finding.computeIfAbsent(line.get("symbol").asString(), _ -> new TreeMap<>())
                        .put(line.get("code").asString(), line);
            }
        }
        return new Found(rows, finding);
    }

    private void imported(int code, String... words) {
        List<String> all = new ArrayList<>(List.of("import"));
        all.addAll(List.of(words));
        tidemark.expectOn(code, all.toArray(String[]::new));
    }

    /// One number of a statement.
    private long number(String statement) {
        return Math.round(Double.parseDouble(tidemark.expectOn(DONE, "sql", statement, "--format", "csv")
                .lines()
                .getLast()));
    }

    @Test
    void bulkFilesOfDays() {
        imported(
                DONE,
                "stooq",
                need("stooq-daily/vintage-2025-10-03/d_uk_txt.zip"),
                need("stooq-daily/vintage-2025-10-03/d_us_txt.zip"),
                need("stooq-daily/vintage-2025-10-03/d_pl_txt.zip"));

        Found found = validate(FAILED, "bars/1d");

        assertThat(found.errors()).containsExactly("CCL.UK price_consistency 1");
        assertThat(found.samples("CCL.UK", "price_consistency")).contains("2009-12-11", "open 1889.72", "low 1905.88");
        assertThat(found.count("weekend_trading")).isEqualTo(7);
        for (String symbol : found.rows().keySet()) {
            if (found.count(symbol, "weekend_trading") > 0) {
                assertThat(found.samples(symbol, "weekend_trading")).contains("2016-06-19 SUNDAY");
            }
        }
        assertThat(found.count("zero_volume_run")).isEqualTo(9494);
        assertThat(found.count("large_gap")).isEqualTo(96);
        assertThat(found.count("extreme_returns")).isEqualTo(1850);
        assertThat(found.count("split_like_jump")).isEqualTo(8);
        assertThat(found.samples("2PAL.UK", "split_like_jump")).contains("2022-12-19");
        assertThat(found.samples("3BRS.UK", "split_like_jump")).contains("2020-04-03");
        assertThat(number("select count(*) from bars_1d where volume = 0")).isEqualTo(58_139);
    }

    @Test
    void anOlderVintageHasNoError() {
        imported(DONE, "stooq", need("stooq-daily/vintage-2024-10-29/d_us_txt.zip"));

        Found found = validate(DONE, "bars/1d");

        assertThat(found.errors()).isEmpty();
        assertThat(found.count("large_gap")).isPositive();
        assertThat(found.count("extreme_returns")).isGreaterThan(150);
    }

    @Test
    void bulkFilesOfFiveMinutes() {
        imported(DONE, "stooq", need("stooq-5min/5_us_txt.zip"));

        Found found = validate(DONE, "bars/5m", "--check-gaps");

        assertThat(found.errors()).isEmpty();
        assertThat(found.count("outside_hours"))
                .as("the weeks of two summer times are right")
                .isZero();
        assertThat(found.count("AAPL.US", "missing_bars")).isEqualTo(13);
        assertThat(found.samples("AAPL.US", "missing_bars"))
                .contains("2026-02-26T14:30:00Z missing 3", "2026-03-23T14:45:00Z missing 7");
        assertThat(found.count("missing_bars")).isEqualTo(96_324);
    }

    @Test
    void aCopyOfADump() {
        imported(DONE, "csv", need("kaggle-stooq-like/archive.zip"), "--preset", "kaggle");

        Found found = validate(DONE, "bars/1d");

        assertThat(found.errors()).isEmpty();
        assertThat(found.count("extreme_returns")).isEqualTo(332);
    }

    @Test
    void adjustedDaysOfAProvider() {
        imported(DONE, "csv", need("us-daily/yahoo"), need("us-daily/yahoo-backtrader"), "--preset", "yahoo");

        Found found = validate(FAILED, "bars/1d");

        assertThat(found.errors()).containsExactly("AGGH price_consistency 1");
        assertThat(found.samples("AGGH", "price_consistency")).contains("2023-04-17");
        assertThat(found.count("zero_volume_run")).isEqualTo(73);
        assertThat(found.count("split_like_jump")).isZero();
    }

    @Test
    void rawDaysWithTickersThatAreReused() {
        imported(DONE, "lean", need("us-daily/lean"));

        Found found = validate(DONE, "bars/1d-raw");

        assertThat(found.errors()).isEmpty();
        assertThat(found.samples("USO", "ticker_reused")).contains("2006-04-10", "previous_time 1998-12-30");
        assertThat(found.samples("WM", "ticker_reused")).contains("2009-08-05", "previous_time 2008-09-26");
        assertThat(found.samples("AAA", "large_gap"))
                .as("its level is the same after thirteen years")
                .contains("2020-09-09", "previous_time 2007-05-18", "over_1000");
        assertThat(found.samples("AAPL", "extreme_returns"))
                .contains("2000-06-21", "2005-02-28", "2014-06-09", "2020-08-31");
        assertThat(found.count("split_like_jump")).as("raw prices may jump").isZero();
    }

    @Test
    void minutesOfSharesWithQuotes() {
        imported(DONE, "lean", need("equity-minute/lean"));

        Found quotes = validate(DONE, "quotes/1m");
        Found bars = validate(DONE, "bars/1m-raw");

        assertThat(quotes.errors()).isEmpty();
        assertThat(quotes.count("one_sided_quote")).isEqualTo(5);
        assertThat(quotes.count("locked_or_crossed"))
                .as("at the open or the close")
                .isEqualTo(240);
        assertThat(number("select count(*) from quotes_1m where bid_close >= ask_close"))
                .isEqualTo(127);
        assertThat(bars.errors()).isEmpty();
        assertThat(bars.count("SPY", "outside_hours"))
                .as("before and after hours")
                .isEqualTo(1620);
    }

    @Test
    void ticksOfShares() {
        imported(DONE, "lean", need("equity-tick/lean/equity/usa/tick/ibm"));

        Found quotes = validate(DONE, "ticks/quotes");
        Found trades = validate(DONE, "ticks/trades");

        assertThat(quotes.errors()).isEmpty();
        assertThat(quotes.count("IBM", "one_sided_quote"))
                .isEqualTo(370_309)
                .isEqualTo(quotes.rows().get("IBM"));
        assertThat(quotes.count("IBM", "datetime_duplicates")).isEqualTo(221_658);
        assertThat(trades.errors()).as("equal lines may be equal trades").isEmpty();
    }

    @Test
    void futures() {
        imported(DONE, "lean", need("futures/lean"));
        long oneSided = 0;
        for (String dataset : List.of("quotes/1m", "quotes/1h", "quotes/1d")) {
            Found found = validate(DONE, dataset);
            assertThat(found.errors()).as(dataset).isEmpty();
            oneSided += found.count("one_sided_quote");
            if (dataset.equals("quotes/1m")) {
                assertThat(found.count("locked_or_crossed")).isPositive();
            }
        }
        assertThat(oneSided).isEqualTo(4904);
        for (String product : List.of("CME.ES 5", "COMEX.GC 15")) {
            String[] words = product.split(" ", -1);
            assertThat(number("select count(*) from quotes_1m where bid_close > ask_close and symbol like '" + words[0]
                            + "%'"))
                    .as(product)
                    .isEqualTo(Long.parseLong(words[1]));
        }
        Found bars = validate(DONE, "bars/1m-raw");
        assertThat(bars.errors()).isEmpty();
        assertThat(bars.count("zero_volume_run")).isPositive();
        assertThat(validate(DONE, "ticks/trades").errors()).isEmpty();
    }

    @Test
    void recordedTicksOfChineseFutures() {
        imported(DONE, "ctp", need("cn-futures-tick/shfe/ru1901/tick-ctp.zip"), "--exchange", "SHFE");
        imported(DONE, "ctp", need("cn-futures-tick/czce/AP010/tick-ctp.zip"), "--exchange", "CZCE");

        Found found = validate(DONE, "ticks/raw");

        assertThat(found.errors()).isEmpty();
        assertThat(found.count("CZCE.AP010", "datetime_duplicates"))
                .as("the last row of each file twice")
                .isEqualTo(5);
        assertThat(found.count("CZCE.AP010", "tick_outside_session")).isEqualTo(10);
        assertThat(found.finding()).as("clean").doesNotContainKey("SHFE.ru1901");
    }

    @Test
    void minutesOfChineseFutures() {
        imported(
                DONE,
                "csv",
                need("cn-futures-tick/shfe/ru1901/min1.zip"),
                "--symbol",
                "SHFE.ru1901",
                "--timeframe",
                "1m",
                "--zone",
                "Asia/Shanghai",
                "--columns",
                "time=BeginTime,open=Open,high=High,low=Low,close=Close,volume=Volume");

        Found found = validate(FAILED, "bars/1m");

        assertThat(found.errors())
                .as("columns by name: by position, close and low would be swapped")
                .containsExactly("SHFE.ru1901 price_consistency 3");
        assertThat(number("select count(*) from bars_1m where volume = 0")).isEqualTo(4115);
    }

    @Test
    void minutesAroundTheClock() {
        imported(
                DONE,
                "csv",
                need("crypto-minute/kraken/BTCUSDC_1m_2023Q1.csv"),
                "--preset",
                "kraken",
                "--dataset",
                "bars/1m");
        Found found = validate(DONE, "bars/1m", "--check-gaps");
        assertThat(found.errors()).isEmpty();
        assertThat(found.count("missing_bars")).isEqualTo(36_706);
        String steps = "(select epoch(ts) - epoch(lag(ts) over (order by ts)) step from bars_1m)";
        assertThat(number("select count(*) from " + steps + " where step > 60")).isEqualTo(13_580);
        assertThat(number("select max(step) / 60 - 1 from " + steps)).isEqualTo(28);

        imported(
                DONE,
                "csv",
                need("crypto-minute/binance.us/BTCUSDT_1m_20230301_20230321.csv"),
                "--symbol",
                "BTCUSDT",
                "--dataset",
                "bars/1m-us",
                "--asset-class",
                "crypto");
        Found filled = validate(DONE, "bars/1m-us", "--check-gaps");
        assertThat(filled.errors()).isEmpty();
        assertThat(filled.count("missing_bars")).as("this source fills").isZero();
        assertThat(filled.count("zero_volume_run")).isEqualTo(63);
        assertThat(number("select count(*) from bars_1m_us where volume = 0")).isEqualTo(485);
    }

    @Test
    void holesOfAnExchange() {
        imported(DONE, "lean", need("crypto-minute/lean"));

        Found minutes = validate(DONE, "bars/1m-raw", "--check-gaps");
        Found days = validate(DONE, "bars/1d-raw", "--check-gaps");

        assertThat(minutes.errors()).isEmpty();
        assertThat(minutes.count("BTCBUSD", "missing_bars")).isZero();
        assertThat(minutes.count("BTCEUR", "missing_bars"))
                .as("226 inside the days, and from the end of the first day to the next")
                .isEqualTo(226 + 431);
        String ofDays = """
            select sum(n) from (select (epoch(max(ts)) - epoch(min(ts))) / 60 + 1 - count(*) n from bars_1m_raw
            where symbol = '%s' group by symbol, date_trunc('day', ts))\
            """;
        assertThat(number(ofDays.formatted("BTCEUR"))).isEqualTo(226);
        assertThat(number(ofDays.formatted("BTCUSD"))).isEqualTo(105);
        assertThat(days.errors()).isEmpty();
        assertThat(days.finding().get("BTCUSD").get("missing_bars").get("samples"))
                .hasSize(8);
        assertThat(days.count("BTCUSD", "missing_bars")).isEqualTo(34);
    }

    @Test
    void recordedTrades() {
        for (String which : List.of("positive", "negative")) {
            imported(
                    DONE,
                    "csv",
                    need("book-l2/binance-doctored/test_" + which
                            + "_binance_trade_stream_spot_trxusdt_04-03-2025.csv"),
                    "--preset",
                    "binance-trades",
                    "--dataset",
                    "ticks/trades-" + which);
        }
        assertThat(validate(DONE, "ticks/trades-positive").finding()).isEmpty();
        Found found = validate(FAILED, "ticks/trades-negative");
        assertThat(found.errors()).containsExactly("TRXUSDT duplicate_trade_id 1");
        assertThat(found.samples("TRXUSDT", "duplicate_trade_id")).contains("348656871");
    }

    @Test
    void currencies() {
        imported(DONE, "lean", need("fx/lean"));

        Found ticks = validate(DONE, "ticks/quotes");
        Found days = validate(DONE, "quotes/1d");

        assertThat(ticks.errors()).isEmpty();
        assertThat(ticks.count("EURUSD", "datetime_duplicates")).isEqualTo(360);
        assertThat(days.errors()).isEmpty();
    }
}
