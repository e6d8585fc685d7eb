package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.answered;
import static dev.tidemark.sources.provider.feed.FeedSample.ask;
import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static dev.tidemark.sources.provider.feed.FeedSample.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Kraken.
class KrakenProviderTest {
    private static final ProviderKind KIND = KrakenProvider.kind();

    static final FeedSample DAILY = new FeedSample(
            KIND,
            request("XBTUSD", Timeframe.DAILY, "2024-01-01", "2024-01-03"),
            "application/json",
            answer("XXBTZUSD", """
                [1704067200,"42265.3","44222.9","42196.7","44167.0","43117.5","1834.90812345",24017],
                [1704153600,"44167.1","45900.0","44155.6","44940.8","45244.1","5146.29",58103]
                """),
            "\"XXBTZUSD\"",
            "44222.9",
            "1834.90812345");
    static final FeedSample INTRADAY = new FeedSample(
            KIND,
            request("ETH/EUR", Timeframe.ofMinutes(1), "2024-03-31T00:59", "2024-03-31T01:01"),
            "application/json",
            answer("XETHZEUR", """
                [1711846740,"3200.5","3210.25","3199.0","3201.0","3205.1","12.5",7],
                [1711846800,"3201.0","3201.0","3201.0","3201.0","0.0","0.00000000",0],
                [1711846860,"3201.0","3201.0","3201.0","3201.0","3201.0","1.5",1]
                """),
            "\"XETHZEUR\"",
            "3210.25",
            "12.5");

    private static String answer(String pair, String bars) {
        return "{\"error\":[],\"result\":{\"" + pair + "\":[" + bars + "],\"last\":1704153600}}";
    }

    private static String bar(long time) {
        return "[" + time + ",\"1.5\",\"2.0\",\"1.0\",\"1.75\",\"1.6\",\"10.5\",3]";
    }

    /// So many minutes from a time on.
    private static String minutes(Instant first, int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> bar(first.getEpochSecond() + 60 * i))
                .collect(Collectors.joining(","));
    }

    @Test
    void daily() throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(DAILY.body()))) {
            BarRequest request = DAILY.request();
            BarAnswer answer = ask(KIND, request, server);
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-01-01T00:00:00Z 42265.3 44222.9 42196.7 44167.0 1834.90812345",
                            "2024-01-02T00:00:00Z 44167.1 45900.0 44155.6 44940.8 5146.29");
            assertThat(answer.from()).isEqualTo(request.from());
            assertThat(answer.to()).isEqualTo(request.to());
            LocalServer.Question question = server.questions().getFirst();
            assertThat(question.path()).isEqualTo("/0/public/OHLC");
            assertThat(question.parameters())
                    .isEqualTo(Map.of("pair", "XBTUSD", "interval", "1440", "since", "1704067199"));
        }
    }

    @Test
    void whatComesAfterTheWindowIsLeftOut() throws ProviderException {
        Instant from = Instant.parse("2024-03-31T00:59:00Z");
        BarRequest request = request("ETHEUR", Timeframe.ofMinutes(1), from.toString(), "2024-03-31T01:01");
        BarAnswer answer = answered(KIND, answer("XETHZEUR", minutes(from, 30)), request);
        assertThat(lines(answer))
                .containsExactly(
                        "2024-03-31T00:59:00Z 1.5 2.0 1.0 1.75 10.5", "2024-03-31T01:00:00Z 1.5 2.0 1.0 1.75 10.5");
    }

    @Test
    void aFullAnswerSpeaksFromItsFirstBar() throws ProviderException {
        Instant first = Instant.parse("2024-01-01T12:00:00Z");
        String full = answer("XXBTZUSD", minutes(first, 720));

        BarAnswer cut =
                answered(KIND, full, request("XBTUSD", Timeframe.ofMinutes(1), "2024-01-01T11:00", "2024-01-01T13:00"));
        assertThat(cut.from()).isEqualTo(first);
        assertThat(cut.to()).isEqualTo(Instant.parse("2024-01-01T13:00:00Z"));
        assertThat(cut.bars().size()).isEqualTo(60);

        BarAnswer later =
                answered(KIND, full, request("XBTUSD", Timeframe.ofMinutes(1), "2024-01-01T12:30", "2024-01-01T13:00"));
        assertThat(later.from()).isEqualTo(Instant.parse("2024-01-01T12:30:00Z"));
        assertThat(later.bars().size()).isEqualTo(30);

        BarAnswer tooOld =
                answered(KIND, full, request("XBTUSD", Timeframe.ofMinutes(1), "2024-01-01T10:00", "2024-01-01T11:00"));
        assertThat(tooOld.from()).as("it speaks for nothing").isEqualTo(tooOld.to());
        assertThat(tooOld.bars().size()).isZero();
    }

    @Test
    void anAnswerThatIsNotFullSpeaksForAll() throws ProviderException {
        BarRequest request = request("XBTUSD", Timeframe.ofMinutes(1), "2024-01-01T11:00", "2024-01-01T23:59");
        BarAnswer answer =
                answered(KIND, answer("XXBTZUSD", minutes(Instant.parse("2024-01-01T12:00:00Z"), 719)), request);
        assertThat(answer.from()).isEqualTo(request.from());
        assertThat(answer.bars().size()).isEqualTo(719);
    }

    @Test
    void itSaysHowFarBackItGoes() {
        assertThat(KIND.capabilities().historyOf(Timeframe.ofMinutes(1))).contains(Duration.ofHours(12));
        assertThat(KIND.capabilities().historyOf(Timeframe.DAILY)).contains(Duration.ofDays(720));
        assertThat(KIND.capabilities().timeframes()).doesNotContain(Timeframe.WEEKLY);
    }

    @ParameterizedTest
    @CsvSource({
        "XBTUSD,XXBTZUSD,true",
        "BTC/USD,XXBTZUSD,true",
        "BTC/USD,BTC/USD,true",
        "DOGEEUR,XDGEUR,true",
        "ETHXBT,XETHXXBT,true",
        "ZECUSD,XZECZUSD,true",
        "XTZUSD,XTZUSD,true",
        "SOLUSD,SOLUSD,true",
        "USDT/EUR,USDTEUR,true",
        "XBTUSD,XETHZUSD,false",
        "XBTUSD,XXBTZEUR,false",
        "XBTUSD,XXBTZUSDT,false",
        "XBTUSDT,XXBTZUSD,false",
        "SOLUSD,SOLUSD.S,false",
        "X,XX,true",
        "/,XXBTZUSD,false"
    })
    void namesOfPairs(String asked, String answered, boolean isSame) {
        assertThat(KrakenProvider.isSame(asked, answered)).isEqualTo(isSame);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EQuery:Unknown asset pair|UNKNOWN_SYMBOL|1",
                "EAPI:Rate limit exceeded|RATE_LIMITED|3",
                "EGeneral:Too many requests|RATE_LIMITED|3",
                "EService:Unavailable|SERVER_ERROR|3",
                "EService:Busy|SERVER_ERROR|3",
                "EGeneral:Invalid arguments|BAD_ANSWER|1"
            })
    void itsOwnWordsComeWithStatus200(String words, Fault fault, int questions) {
        BarRequest request = request("NOSUCH", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        try (LocalServer server = new LocalServer(_ -> LocalServer.json("{\"error\":[\"" + words + "\"]}"))) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> ask(KIND, request, server))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(fault))
                    .withMessageContaining(words);
            assertThat(server.questions()).hasSize(questions);
        }
    }

    @Test
    void aWarningIsNoError() throws ProviderException {
        String body = answer("XXBTZUSD", bar(1704067200)).replace("[],\"result", "[\"WGeneral:Danger\"],\"result");
        BarRequest request = request("XBTUSD", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        assertThat(answered(KIND, body, request).bars().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":{\"XXBTZUSD\":[],\"last\":1}}",
                "{\"error\":[]}",
                "{\"error\":[],\"result\":{\"XXBTZUSD\":[]}}",
                "{\"error\":[],\"result\":{\"last\":1}}",
                "{\"error\":[],\"result\":{\"XXBTZUSD\":[],\"XETHZUSD\":[],\"last\":1}}",
                "{\"error\":[],\"result\":{\"XXBTZUSD\":{},\"last\":1}}",
                "{\"error\":[7],\"result\":{\"XXBTZUSD\":[],\"last\":1}}"
            })
    void anotherShapeIsNoAnswer(String body) {
        BarRequest request = request("XBTUSD", Timeframe.DAILY, "2024-01-01", "2024-01-03");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(KIND, body, request))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER));
    }
}
