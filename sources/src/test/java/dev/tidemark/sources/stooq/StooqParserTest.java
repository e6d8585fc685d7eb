package dev.tidemark.sources.stooq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.text.LineScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StooqParserTest {
    /// What a parser said, as text.
    static final class Log implements StooqParser.Rows {
        final List<String> entries = new ArrayList<>();
        int bars;
        int rejected;

        @Override
        public void timeframe(Timeframe timeframe) {
            entries.add("timeframe " + timeframe);
        }

        @Override
        public void bar(StooqBar bar) {
            bars++;
            StringBuilder text = new StringBuilder(
                    Instant.EPOCH.plus(bar.micros(), ChronoUnit.MICROS).toString());
            for (int i = 0; i < StooqBar.NUMBERS; i++) {
                text.append(' ').append(bar.isNull(i) ? "-" : Double.toString(bar.number(i)));
            }
            entries.add(text + (bar.nonFinite() > 0 ? " nonfinite=" + bar.nonFinite() : ""));
        }

        @Override
        public void rejected(long line, RejectReason reason, byte[] text, int from, int to) {
            rejected++;
            entries.add(line + " " + reason.code());
        }
    }

    static Log parse(StooqFormat format, String symbol, byte[] text) {
        Log log = new Log();
        StooqParser parser = new StooqParser(format, symbol, ZoneId.of("Europe/Warsaw"), log);
        LineScanner lines = new LineScanner();
        try {
            lines.start(new ByteArrayInputStream(text));
            while (lines.next()) {
                if (!lines.isBlank()) {
                    parser.line(lines);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log;
    }

    private static List<String> bulk(String... lines) {
        return parse(StooqFormat.BULK, "AAPL.US", String.join("\n", lines).getBytes(StandardCharsets.UTF_8)).entries;
    }

    @Test
    void aDailyRowBecomesABarAtMidnightUtc() {
        assertThat(bulk("AAPL.US,D,19840907,000000,0.0996047,0.100827,0.0984022,0.0996047,98811715,0"))
                .containsExactly(
                        "timeframe 1d", "1984-09-07T00:00:00Z 0.0996047 0.100827 0.0984022 0.0996047 9.8811715E7 0.0");
    }

    @Test
    void anIntradayRowIsConvertedFromWarsaw() {
        assertThat(bulk("aapl.us,5,20260126,153000,251.245,251.645,249.566,250.95,2195329.299734271,0"))
                .containsExactly(
                        "timeframe 5m", "2026-01-26T14:30:00Z 251.245 251.645 249.566 250.95 2195329.299734271 0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "D,1d,2024-01-05",
        "d,1d,2024-01-05",
        "W,1w,2024-01-01",
        "M,1mo,2024-01-01",
        "60,1h,2024-01-04",
        "240,4h,2024-01-04"
    })
    void thePeriodIsTheTimeframeAndFixesTheStart(String period, String timeframe, String date) {
        List<String> entries = bulk("AAPL.US," + period + ",20240105,000000,1,1,1,1,1,0");
        assertThat(entries.getFirst()).isEqualTo("timeframe " + timeframe);
        assertThat(entries.getLast()).startsWith(date);
    }

    @Test
    void rawStaysRaw() {
        assertThat(bulk(
                        "AAPL.US,D,20240106,000000,10,1,20,-5,0,0",
                        "AAPL.US,D,20240105,000000,1,1,1,1,,",
                        "AAPL.US,D,20240105,000000,,1,1,1,1e3,0",
                        "AAPL.US,D,20240105,123456,\"1,234.5\",nan,-inf,1,9223372036854775808,0"))
                .containsExactly(
                        "timeframe 1d",
                        "2024-01-06T00:00:00Z 10.0 1.0 20.0 -5.0 0.0 0.0",
                        "2024-01-05T00:00:00Z 1.0 1.0 1.0 1.0 - -",
                        "2024-01-05T00:00:00Z - 1.0 1.0 1.0 1000.0 0.0",
                        "2024-01-05T00:00:00Z 1234.5 - - 1.0 9.223372036854776E18 0.0 nonfinite=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "AAPL.US,D,20240105,000000,ten,1,1,1,1,0;bad_number",
                "AAPL.US,D,20240105,000000,1,1,1,1,1,x;bad_number",
                "AAPL.US,D,20240105,000000,1,1,1,1,1e400,0;number_out_of_range",
                "AAPL.US,D,20240230,000000,1,1,1,1,1,0;bad_date",
                "AAPL.US,D,2024-01-05,000000,1,1,1,1,1,0;bad_date",
                "AAPL.US,D,20240105,250000,1,1,1,1,1,0;bad_time",
                "AAPL.US,D,20240105,,1,1,1,1,1,0;bad_time",
                "AAPL.US,D,20240105,000000,1,1,1,1,1;wrong_field_count",
                "AAPL.US,D,20240105,000000,1,1,1,1,1,0,0;wrong_field_count",
                "AAPL.US,D,20240105,000000,1,1,1,1,1,0,;wrong_field_count",
                "MSFT.US,D,20240105,000000,1,1,1,1,1,0;foreign_symbol",
                "AAPL.U,D,20240105,000000,1,1,1,1,1,0;foreign_symbol",
                "AAPL.USA,D,20240105,000000,1,1,1,1,1,0;foreign_symbol",
                ",D,20240105,000000,1,1,1,1,1,0;foreign_symbol",
                "ąAPL.US,D,20240105,000000,1,1,1,1,1,0;foreign_symbol",
                "AAPL.US,X,20240105,000000,1,1,1,1,1,0;bad_period",
                "AAPL.US,,20240105,000000,1,1,1,1,1,0;bad_period",
                "AAPL.US,0,20240105,000000,1,1,1,1,1,0;bad_period",
                "AAPL.US,1440,20240105,000000,1,1,1,1,1,0;bad_period",
                "AAPL.US,99999,20240105,000000,1,1,1,1,1,0;bad_period",
                "AAPL.US,5m,20240105,000000,1,1,1,1,1,0;bad_period",
                "AAPL.US,W,20240105,000000,1,1,1,1,1,0;other_period",
                "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>;repeated_header",
                "AAPL.US,D,20240105,000000,\"1,1,1,1,1,0;bad_quote",
                "AAPL.US,D,20240105,000000,\"1\"1,1,1,1,1,0;bad_quote",
                "AAPL.US,D,20240105,000000,\"1,23\",1,1,1,1,0;bad_number",
                "AAPL.US,D,20240105,000000,1\t,1,1,1,1,0;control_byte",
            })
    void aLineThatIsNoRowIsRejectedAndTheOthersStay(String line, String reason) {
        String good = "AAPL.US,D,20240104,000000,1,1,1,1,1,0";
        List<String> entries = bulk(good, line, good);
        assertThat(entries.get(2)).isEqualTo("2 " + reason);
        assertThat(entries.get(3)).isEqualTo(entries.get(1)).startsWith("2024-01-04");
    }

    @Test
    void spacesAreALineAndAZeroByteIsNoSpace() {
        assertThat(bulk("   ", "AAPL.US,D,20240105,000000,1,1,1,1,1,0\u0000", "", "\r", " "))
                .containsExactly("1 wrong_field_count", "2 control_byte", "5 wrong_field_count");
    }

    @Test
    void bytesThatAreNoUtf8AreRejected() {
        byte[] line = "AAPL.US,D,20240105,000000,1,1,1,1,1,0\nAAPL?US,D,20240105,000000,1,1,1,1,1,0"
                .getBytes(StandardCharsets.ISO_8859_1);
        line[42] = (byte) 0xff;
        assertThat(parse(StooqFormat.BULK, "AAPL.US", line).entries.getLast()).isEqualTo("2 invalid_utf8");
    }

    @Test
    void anOverlongLineIsRejected() {
        String line = "AAPL.US,D,20240105,000000,1,1,1,1,1," + "0".repeat(LineScanner.MAX_LINE_BYTES);
        assertThat(bulk("AAPL.US,D,20240105,000000,1,1,1,1,1,0", line, "AAPL.US,D,20240106,000000,1,1,1,1,1,0"))
                .hasSize(4)
                .contains("2 line_too_long");
    }

    @Test
    void aTickerBeyondAsciiEqualsItsFileName() {
        byte[] line = "żółw.pl,D,20240105,000000,1,1,1,1,1,0".getBytes(StandardCharsets.UTF_8);
        assertThat(parse(StooqFormat.BULK, "ŻÓŁW.PL", line).bars).isOne();
    }

    @Test
    void theSkippedHourIsRejectedAndTheRepeatedOneKeptTwice() {
        assertThat(bulk(
                        "AAPL.US,30,20260329,013000,1,1,1,1,1,0",
                        "AAPL.US,30,20260329,020000,1,1,1,1,1,0",
                        "AAPL.US,30,20260329,030000,1,1,1,1,1,0",
                        "AAPL.US,30,20261025,020000,1,1,1,1,1,0",
                        "AAPL.US,30,20261025,023000,2,1,1,1,1,0",
                        "AAPL.US,30,20261025,020000,3,1,1,1,1,0",
                        "AAPL.US,30,20261025,023000,4,1,1,1,1,0"))
                .containsExactly(
                        "timeframe 30m",
                        "2026-03-29T00:30:00Z 1.0 1.0 1.0 1.0 1.0 0.0",
                        "2 nonexistent_local_time",
                        "2026-03-29T01:00:00Z 1.0 1.0 1.0 1.0 1.0 0.0",
                        "2026-10-25T00:00:00Z 1.0 1.0 1.0 1.0 1.0 0.0",
                        "2026-10-25T00:30:00Z 2.0 1.0 1.0 1.0 1.0 0.0",
                        "2026-10-25T01:00:00Z 3.0 1.0 1.0 1.0 1.0 0.0",
                        "2026-10-25T01:30:00Z 4.0 1.0 1.0 1.0 1.0 0.0");
    }

    @Test
    void theArchiveFormHasIsoDatesAndIsDaily() {
        byte[] lines = ("2017-11-06,166.077,166.079,166.077,166.079,267,0\n"
                        + "20171107,1,1,1,1,1,0\nDate,Open,High,Low,Close,Volume,OpenInt\n2017-11-08,1,1,1,1,1")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(parse(StooqFormat.ARCHIVE, "FIEG.US", lines).entries)
                .containsExactly(
                        "timeframe 1d",
                        "2017-11-06T00:00:00Z 166.077 166.079 166.077 166.079 267.0 0.0",
                        "2 bad_date",
                        "3 repeated_header",
                        "4 wrong_field_count");
    }

    @ParameterizedTest
    @CsvSource({"BULK", "ARCHIVE"})
    void headersAreKnownInAnyCaseAndNothingElseIs(StooqFormat format) {
        byte[] header =
                (" " + format.header().toLowerCase(java.util.Locale.ROOT) + " ").getBytes(StandardCharsets.UTF_8);
        assertThat(StooqFormat.ofHeader(header, 0, header.length)).contains(format);
        byte[] page = "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8);
        assertThat(StooqFormat.ofHeader(page, 0, page.length)).isEmpty();
        byte[] endless = "x".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThat(StooqFormat.ofHeader(endless, 0, endless.length)).isEmpty();
    }
}
