package dev.tidemark.sources.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeanPathTest {
    private static LeanPath path(String location) throws SourceRefusedException {
        return LeanPath.of(location, location).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "equity/usa/minute/aapl/20140605_trade.zip!/20140605_aapl_minute_trade.csv, bars/1m-raw, AAPL, 2014-06-05",
        "equity/usa/minute/aapl/20140605_quote.zip!/20140605_aapl_minute_quote.csv, quotes/1m, AAPL, 2014-06-05",
        "equity/usa/tick/bac/20131008_trade.zip!/20131008_bac_Trade_Tick.csv, ticks/trades, BAC, 2013-10-08",
        "equity/usa/tick/trade/20131008_quote.zip!/20131008_trade_Quote_Tick.csv, ticks/quotes, TRADE, 2013-10-08",
        "equity/usa/daily/brk.b.zip!/brk.b.csv, bars/1d-raw, BRK.B,",
        "equity/usa/hour/aapl.zip!/aapl.csv, bars/1h-raw, AAPL,",
        "equity/usa/daily/aapl.csv, bars/1d-raw, AAPL,",
        "Equity/USA/Daily/AAPL.zip!/aapl.csv, bars/1d-raw, AAPL,",
        "future/cme/daily/es_trade.zip!/es_trade_201312.csv, bars/1d-raw, CME.ES1312,",
        "future/cme/hour/es_openinterest.zip!/es_openinterest_201403.csv, oi/1h, CME.ES1403,",
        "future/comex/tick/gc/20131007_openinterest.zip!/20131007_gc_tick_openinterest_201812.csv, ticks/oi,"
                + " COMEX.GC1812, 2013-10-07",
        "crypto/coinbase/daily/btcusd_trade.zip!/btcusd.csv, bars/1d-raw, BTCUSD,",
        "cryptofuture/binance/minute/btcusdt/20221213_trade.zip!/20221213_btcusdt_minute_trade.csv, bars/1m-raw,"
                + " BTCUSDT, 2022-12-13",
        "forex/oanda/daily/eurusd.zip!/eurusd.csv, quotes/1d, EURUSD,",
        "forex/oanda/tick/eurusd/20140501_quote.zip!/20140501_eurusd_tick_quote.csv, ticks/quotes, EURUSD, 2014-05-01",
        "index/usa/minute/spx/20210104_trade.zip!/20210104_spx_minute_trade.csv, bars/1m-raw, SPX, 2021-01-04",
    })
    void everyLayoutIsUnderstood(String location, String dataset, String symbol, LocalDate day) throws Exception {
        for (String root : new String[] {"", "/", "Data/", "/srv/index/usa/Data/", "C:/lean/map_files/Data/"}) {
            LeanPath path = path(root + location);

            assertThat(path.dataset()).hasToString(dataset);
            assertThat(path.symbol()).isEqualTo(symbol);
            assertThat(path.day()).isEqualTo(day == null ? Long.MIN_VALUE : day.toEpochDay());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aapl.zip!/aapl.csv",
                "usa/daily/aapl.zip!/aapl.csv",
                "option/usa/minute/x/20140606_trade.zip",
                "x"
            })
    void aPathWithoutClassSaysNothing(String location) throws Exception {
        assertThat(LeanPath.of(location, location)).isEmpty();
        assertThat(LeanPath.isReference(location)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Data/equity/usa/factor_files/aapl.csv",
                "Data/equity/usa/map_files/map_files_20210101.zip!/aapl.csv",
                "Data/future/cme/margins/ES.csv",
                "Data/symbol-properties/symbol-properties-database.csv"
            })
    void referenceFilesAreTold(String location) throws Exception {
        assertThat(LeanPath.of(location, location)).isEmpty();
        assertThat(LeanPath.isReference(location)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "equity/usa/second/aapl/20140605_trade.zip!/20140605_aapl_second_trade.csv, WRONG_TIMEFRAME, ticks or minutes",
        "equity/usa/minute/20140605_trade.zip!/20140605_aapl_minute_trade.csv, NOT_A_SOURCE, ticker",
        "equity/usa/minute/aapl/2014_trade.zip!/x.csv, NOT_A_SOURCE, '2014'",
        "equity/usa/minute/aapl/20140605_trade.zip!/20140606_aapl_minute_trade.csv, PATH_DISAGREES, another day",
        "equity/usa/minute/aapl/20140605_trade.zip!/20140605_aapl_minute_quote.csv, PATH_DISAGREES, quotes",
        "future/cme/daily/es_trade.zip!/es.csv, NOT_A_SOURCE, month of delivery",
        "future/cme/daily/es_trade.zip!/es_trade_201313.csv, NOT_A_SOURCE, month of delivery",
        "future/cme/daily/es_trade.zip!/es_trade_20131220.csv, NOT_A_SOURCE, month of delivery",
        "equity/usa/tick/../20140605_trade.zip!/20140605_x_tick_trade.csv, BAD_SYMBOL, '..'",
        "equity/usa/daily/.zip!/x.csv, BAD_SYMBOL, ''",
    })
    void whatIsMissingOrWrongIsNamed(String location, RefusalReason reason, String words) {
        assertThatExceptionOfType(SourceRefusedException.class)
                .isThrownBy(() -> path(location))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
                .withMessageContaining(location)
                .withMessageContaining(words);
    }

    @Test
    void marketAndClassAreRecorded() throws Exception {
        assertThat(path("crypto/binance/hour/btcusdt_trade.zip!/btcusdt.csv").attributes())
                .containsEntry("market", "binance")
                .containsEntry("asset_class", "crypto");
    }
}
