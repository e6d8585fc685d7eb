package dev.tidemark.sources.provider.feed;

import static dev.tidemark.sources.provider.feed.FeedSample.ask;
import static dev.tidemark.sources.provider.feed.FeedSample.lines;
import static dev.tidemark.sources.provider.feed.FeedSample.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Binance's published files.
class BinancePublicProviderTest {
    private static final ProviderKind KIND = BinancePublicProvider.kind();
    private static final String MONTHLY = "monthly/klines/BTCUSDT/1d/BTCUSDT-1d-";
    private static final String DAILY = "daily/klines/BTCUSDT/1d/BTCUSDT-1d-";

    private static long micros(LocalDate day) {
        return day.toEpochDay() * 86_400_000_000L;
    }

    /// The line of a day, in milliseconds or microseconds.
    private static String day(String date, int perMilli) {
        long start = micros(LocalDate.parse(date)) / 1000 * perMilli;
        return start + ",1.5,2.0,1.0,1.75," + date.substring(8) + "," + (start + 86_400_000L * perMilli - 1)
                + ",20.0,3,1.0,1.0,0\n";
    }

    private static BarAnswer answered(PublishedFiles files, BarRequest request) throws ProviderException {
        try (LocalServer server = new LocalServer(files::answer)) {
            return ask(KIND, request, server);
        }
    }

    @Test
    void aMonthAndThenTheDaysThatAreOut() throws ProviderException {
        PublishedFiles files = new PublishedFiles()
                .with(MONTHLY + "2024-12", day("2024-12-30", 1) + day("2024-12-31", 1))
                .with(DAILY + "2025-01-01", day("2025-01-01", 1000))
                .with(DAILY + "2025-01-02", day("2025-01-02", 1000));
        try (LocalServer server = new LocalServer(files::answer)) {
            BarRequest request = request("BTCUSDT", Timeframe.DAILY, "2024-12-31", "2025-01-05");
            BarAnswer answer = ask(KIND, request, server);
            assertThat(lines(answer))
                    .containsExactly(
                            "2024-12-31T00:00:00Z 1.5 2.0 1.0 1.75 31.0",
                            "2025-01-01T00:00:00Z 1.5 2.0 1.0 1.75 1.0",
                            "2025-01-02T00:00:00Z 1.5 2.0 1.0 1.75 2.0");
            assertThat(answer.from()).isEqualTo(request.from());
            assertThat(answer.to()).as("the third is not out").isEqualTo(Instant.parse("2025-01-03T00:00:00Z"));
            assertThat(server.questions())
                    .extracting(LocalServer.Question::path)
                    .containsExactly(
                            "/data/spot/" + MONTHLY + "2024-12.zip.CHECKSUM",
                            "/data/spot/" + MONTHLY + "2024-12.zip",
                            "/data/spot/" + MONTHLY + "2025-01.zip.CHECKSUM",
                            "/data/spot/" + DAILY + "2025-01-01.zip.CHECKSUM",
                            "/data/spot/" + DAILY + "2025-01-01.zip",
                            "/data/spot/" + DAILY + "2025-01-02.zip.CHECKSUM",
                            "/data/spot/" + DAILY + "2025-01-02.zip",
                            "/data/spot/" + DAILY + "2025-01-03.zip.CHECKSUM");
        }
    }

    @Test
    void minutesOfTheDayOfTheNewUnitWithAHeader() throws ProviderException {
        String csv = """
            open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore
            1735689600000000,0.31600000,0.31700000,0.31500000,0.31650000,27.00000000,1735689659999999,8.53,1,0.0,0.0,0
            1735689660000000,0.31650000,0.31650000,0.31650000,0.31650000,0.00000000,1735689719999999,0.0,0,0.0,0.0,0
            """;
        PublishedFiles files = new PublishedFiles().with("monthly/klines/DOGEUSDT/1m/DOGEUSDT-1m-2025-01", csv);
        BarRequest request = request("DOGEUSDT", Timeframe.ofMinutes(1), "2025-01-01", "2025-01-01T00:02");
        assertThat(lines(answered(files, request)))
                .containsExactly(
                        "2025-01-01T00:00:00Z 0.316 0.317 0.315 0.3165 27.0",
                        "2025-01-01T00:01:00Z 0.3165 0.3165 0.3165 0.3165 0.0");
    }

    @Test
    void beforeTheListingItSpeaksForNothing() throws ProviderException {
        PublishedFiles files = new PublishedFiles()
                .with(MONTHLY + "2024-03", day("2024-03-20", 1))
                .with(MONTHLY + "2024-04", day("2024-04-01", 1));
        try (LocalServer server = new LocalServer(files::answer)) {
            BarRequest request = request("BTCUSDT", Timeframe.DAILY, "2023-06-01", "2024-05-01");
            BarAnswer answer = ask(KIND, request, server);
            assertThat(answer.from()).isEqualTo(Instant.parse("2024-03-01T00:00:00Z"));
            assertThat(answer.to()).isEqualTo(request.to());
            assertThat(answer.bars().size()).isEqualTo(2);
            assertThat(server.questions()).as("no days of old months").hasSize(9 + 2 * 2);
        }
    }

    @Test
    void beforeBinanceNothingIsAskedFor() throws ProviderException {
        PublishedFiles files = new PublishedFiles().with(MONTHLY + "2017-08", day("2017-08-17", 1));
        try (LocalServer server = new LocalServer(files::answer)) {
            BarAnswer answer = ask(KIND, request("BTCUSDT", Timeframe.DAILY, "1900-01-01", "2017-09-01"), server);
            assertThat(answer.bars().size()).isEqualTo(1);
            assertThat(answer.from()).isEqualTo(Instant.parse("2017-08-01T00:00:00Z"));
            assertThat(server.questions()).as("July's month and days, August").hasSize(1 + 31 + 2);
        }
        try (LocalServer server = new LocalServer(files::answer)) {
            BarRequest request = request("BTCUSDT", Timeframe.DAILY, "1900-01-01", "2000-01-01");
            BarAnswer answer = ask(KIND, request, server);
            assertThat(answer.to()).as("it speaks for nothing").isEqualTo(answer.from());
            assertThat(server.questions()).isEmpty();
        }
    }

    @Test
    void behindAHoleNothingIsRead() throws ProviderException {
        PublishedFiles files = new PublishedFiles()
                .with(MONTHLY + "2024-01", day("2024-01-20", 1))
                .with(MONTHLY + "2024-03", day("2024-03-20", 1));
        BarAnswer answer = answered(files, request("BTCUSDT", Timeframe.DAILY, "2024-01-01", "2024-06-01"));
        assertThat(lines(answer)).containsExactly("2024-01-20T00:00:00Z 1.5 2.0 1.0 1.75 20.0");
        assertThat(answer.to()).isEqualTo(Instant.parse("2024-02-01T00:00:00Z"));
    }

    @Test
    void nothingIsOut() throws ProviderException {
        BarRequest request = request("BTCUSDT", Timeframe.DAILY, "2024-01-30", "2024-02-02");
        try (LocalServer server = new LocalServer(new PublishedFiles()::answer)) {
            BarAnswer answer = ask(KIND, request, server);
            assertThat(answer.from()).as("it speaks for nothing").isEqualTo(answer.to());
            assertThat(answer.bars().size()).isZero();
            assertThat(server.questions()).as("two months and three days").hasSize(5);
        }
    }

    @Test
    void theChecksumHasToBeRight() {
        String name = MONTHLY + "2024-01";
        byte[] zip = PublishedFiles.zip("BTCUSDT-1d-2024-01.csv", day("2024-01-20", 1));
        String sum = PublishedFiles.sha256(zip);
        Map<LocalServer.Answer, String> wrong = Map.of(
                LocalServer.of(200, "text/plain", "0".repeat(64) + "  BTCUSDT-1d-2024-01.zip\n"),
                        "has the checksum " + sum,
                LocalServer.of(200, "text/plain", sum + "  BTCUSDT-1d-2024-02.zip\n"), "no line of a checksum",
                LocalServer.of(200, "text/plain", sum.substring(1) + "  BTCUSDT-1d-2024-01.zip\n"),
                        "no line of a checksum",
                LocalServer.errorPage(), "CAPTCHA");
        wrong.forEach((checksum, words) ->
                assertRefused(new PublishedFiles().withZip(name, zip).put(name + ".zip.CHECKSUM", checksum), words));
    }

    @Test
    void aZipThatWasCutOrReplacedIsNoAnswer() {
        String name = MONTHLY + "2024-01";
        byte[] zip = PublishedFiles.zip("BTCUSDT-1d-2024-01.csv", day("2024-01-20", 1));
        assertRefused(
                new PublishedFiles()
                        .withZip(name, zip)
                        .put(
                                name + ".zip",
                                new LocalServer.Answer.Bytes("application/zip", Arrays.copyOf(zip, zip.length - 1))),
                "has the checksum");
        assertRefused(new PublishedFiles().withZip(name, Arrays.copyOf(zip, 60)), "cannot read the archive");
        assertRefused(new PublishedFiles().withZip(name, "<html>".getBytes(StandardCharsets.UTF_8)), "no zip archive");
        assertRefused(
                new PublishedFiles().withZip(name, PublishedFiles.zip("../../x.csv", day("2024-01-20", 1))),
                "holds '../../x.csv'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1705708800,1,2,1,2,5,1705795199,0,1,0,0,0",
                "170570880000,1,2,1,2,5,170579519999,0,1,0,0,0",
                "1705708800000000000,1,2,1,2,5,1705795199999999999,0,1,0,0,0",
                "1705708800001,1,2,1,2,5,1705795199999,0,1,0,0,0",
                "1708387200000,1,2,1,2,5,1708473599999,0,1,0,0,0",
                "1705708800000,1,2,1,2,5,1705795200000,0,1,0,0,0",
                "1705708800000,1,2,1,2,5,1705795199999,0,1,0,0",
                "1705708800000,1,2,1,2,5,1705795199999,0,1,0,0,0,0",
                "1705708800000,1,2,1,NaN,5,1705795199999,0,1,0,0,0",
                "1705708800000,1,2,1,,5,1705795199999,0,1,0,0,0",
                "1705708800000,1,2,1,2,-5,1705795199999,0,1,0,0,0",
                "1705708800000,1,2,1,1e999,5,1705795199999,0,1,0,0,0",
                "-705708800000,1,2,1,2,5,1705795199999,0,1,0,0,0",
                ",1,2,1,2,5,1705795199999,0,1,0,0,0",
                "open_time,open,high,low,close,volume,close_time,quote_volume,count,x,y,ignore",
                "<html>"
            })
    void aLineThatIsNoBarIsNamed(String line) {
        PublishedFiles files = new PublishedFiles().with(MONTHLY + "2024-01", day("2024-01-19", 1) + line + "\n");
        assertRefused(files, "the file of 2024-01, line 2: ");
    }

    @Test
    void othersFaultsAreNotTakenForMissingFiles() {
        PublishedFiles files = new PublishedFiles()
                .put(MONTHLY + "2024-01.zip.CHECKSUM", LocalServer.of(503, "text/plain", "slow down"));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(files, request("BTCUSDT", Timeframe.DAILY, "2024-01-01", "2024-02-01")))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.SERVER_ERROR));
    }

    private static void assertRefused(PublishedFiles files, String words) {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> answered(files, request("BTCUSDT", Timeframe.DAILY, "2024-01-01", "2024-02-01")))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.BAD_ANSWER))
                .withMessageContaining(words);
    }

    /// A day as Binance published it, against a naive reading.
    @Test
    void aRealDay() throws IOException, ProviderException {
        String csv = Files.readString(SharedData.need("crypto-minute/nautilus/ADABTC-1m-2021-11-27.csv"));
        List<String> rows = csv.lines().toList();
        PublishedFiles files = new PublishedFiles().with("daily/klines/ADABTC/1m/ADABTC-1m-2021-11-27", csv);
        BarAnswer answer = answered(files, request("ADABTC", Timeframe.ofMinutes(1), "2021-11-27", "2021-11-28"));
        assertThat(answer.bars().size()).isEqualTo(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            String[] fields = rows.get(row).split(",", -1);
            assertThat(answer.bars().ts(row)).isEqualTo(Long.parseLong(fields[0]) * 1000);
            assertThat(answer.bars().value(Field.CLOSE, row)).isEqualTo(Double.parseDouble(fields[4]));
            assertThat(answer.bars().value(Field.VOLUME, row)).isEqualTo(Double.parseDouble(fields[5]));
        }
        assertThat(Instant.EPOCH
                        .plusMillis(answer.bars().ts(0) / 1000)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate())
                .isEqualTo(LocalDate.parse("2021-11-27"));
    }
}
