package dev.tidemark.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.instrument.InstrumentRegistry;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesMarketsTest {
    private static final String HEADER = "symbol,exchange,product,calendar\n";

    private static SeriesMarkets with(String row) {
        InstrumentRegistry registry = InstrumentRegistry.read(new StringReader(HEADER + row + "\n"), "instruments.csv");
        return new SeriesMarkets(Markets.shipped(), registry, Markets.shippedTables());
    }

    private static Optional<Market> market(SeriesMarkets markets, String symbol) {
        return markets.of(SeriesKey.parse("bars/1h/" + symbol), Map.of(), "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SHFE.ru2405 | SHFE.ru2405,SHFE,,     | SHFE | ru
        ru2405      | ru2405,SHFE,,          | SHFE | ru
        SHFE.ru2405 | SHFE.ru2405,SHFE,,SHFE | SHFE | ru
        KQ.m@SHFE.ag | KQ.m@SHFE.ag,SHFE,,   | SHFE | ag
        RUBBER      | RUBBER,SHFE,ru,        | SHFE | ru
        RUBBER      | RUBBER,SHFE,ru,SHFE    | SHFE | ru
        SHFE.ru2405 | SHFE.ru2405,SHFE,ag,   | SHFE | ag
        AAPL        | AAPL,NASDAQ,,          | US   | ''
        """)
    void aRowWithoutProductHasThatOfItsSymbol(String symbol, String row, String exchange, String product) {
        assertThat(market(with(row), symbol)).isEqualTo(Markets.shipped().find(exchange, product));
    }

    @Test
    void theNightIsThatOfTheProduct() {
        Market rubber = market(with("SHFE.ru2405,SHFE,,"), "SHFE.ru2405").orElseThrow();
        assertThat(rubber.sessionSeconds(19_732)) // 2024-01-10: a night and three sessions of the day
                .hasSize(8);
    }

    @Test
    void withoutARowTheSymbolSpeaks() {
        assertThat(market(SeriesMarkets.shipped(), "SHFE.ru2405"))
                .isEqualTo(Markets.shipped().find("SHFE", "ru"));
        assertThat(market(SeriesMarkets.shipped(), "NOBODY")).isEmpty();
        assertThat(market(with("X,SHFE,,none"), "X")).isEmpty();
    }
}
