package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.demo.FuturesRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `gaps` and `calendar` from the command line.
class GapsTest {
    private static final String HEADER = "Date,Open,High,Low,Close,Volume\n";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
    }

    private void daily(String symbol, String... dates) {
        dailyInto("bars/1d", symbol, dates);
    }

    private void dailyInto(String dataset, String symbol, String... dates) {
        StringBuilder text = new StringBuilder(HEADER);
        for (String date : dates) {
            text.append(date).append(",1,2,0.5,1.5,10\n");
        }
        String file = tidemark.file("in/" + symbol + ".csv", text.toString());
        tidemark.expectOn(0, "import", "csv", file, "--preset", "kaggle", "--symbol", symbol, "--dataset", dataset);
    }

    private List<String> gaps(String... words) {
        List<String> all = new ArrayList<>(List.of("--json", "gaps"));
        all.addAll(List.of(words));
        List<String> lines = new ArrayList<>();
        for (JsonNode gap : tidemark.expectOn(0, all.toArray(new String[0])).json()) {
            assertThat(gap.propertyNames())
                    .containsExactlyInAnyOrder("dataset", "symbol", "start", "end", "missing", "state");
            lines.add(gap.get("dataset").asString() + " " + gap.get("symbol").asString() + " "
                    + gap.get("start").asString() + " " + gap.get("end").asString() + " "
                    + gap.get("missing").asInt() + " " + gap.get("state").asString());
        }
        return lines;
    }

    @Test
    void aGapIsAnObject() {
        daily("AAPL.US", "2024-07-02", "2024-07-03", "2024-07-05", "2024-07-10");
        daily("MSFT.US", "2024-07-02", "2024-07-03");
        assertThat(gaps("bars/1d"))
                .containsExactly("bars/1d AAPL.US 2024-07-08T00:00:00Z 2024-07-10T00:00:00Z 2 missing");
        assertThat(gaps()).hasSize(1);
        assertThat(gaps("bars/1d/MSFT.US")).isEmpty();
        assertThat(gaps("-s", "MSFT.US", "--from", "2024-07-01", "--to", "2024-07-08"))
                .containsExactly(
                        "bars/1d MSFT.US 2024-07-01T00:00:00Z 2024-07-02T00:00:00Z 1 missing",
                        "bars/1d MSFT.US 2024-07-05T00:00:00Z 2024-07-09T00:00:00Z 2 missing");
        assertThat(gaps("bars/1d/AAPL.US", "--calendar", "24x7")).hasSize(2);
    }

    @Test
    void barsOfQuotesHaveGapsToo() {
        String file = tidemark.file("in/q.csv", "date,bid_close,ask_close\n2024-07-02,1,2\n2024-07-08,1,2\n");
        tidemark.expectOn(0, "import", "csv", file, "--symbol", "AAPL.US", "--dataset", "quotes/1d");

        assertThat(gaps("quotes/1d", "--exclude-imputed"))
                .containsExactly("quotes/1d AAPL.US 2024-07-03T00:00:00Z 2024-07-06T00:00:00Z 2 missing");
        assertThat(gaps()).as("they have to be named").isEmpty();
        assertThat(tidemark.expectOn(0, "gaps", "quotes/1d/AAPL.US", "--heat-map")
                        .out())
                .contains("AAPL.US");
        tidemark.expectOn(0, "gaps", "quotes/1d", "--fill-gaps");
    }

    @Test
    void peopleGetALineASeries() {
        daily("AAPL.US", "2024-07-02", "2024-07-06", "2024-07-10");
        daily("FOO", "2024-07-02", "2024-07-06");
        CommandLineFixture.Result result = tidemark.expectOn(0, "gaps");
        assertThat(result.lines()).hasSize(4);
        assertThat(result.lines().get(1).replaceAll(" +", " "))
                .isEqualTo("bars/1d/AAPL.US 6 2 4 0 0 0 1 4 2024-07-03 (4)");
        assertThat(result.lines().get(2)).startsWith("bars/1d/FOO ").contains("2024-07-03 (3)");
        assertThat(result.lines().get(3)).startsWith("2 series, 2 with gaps: 2 gaps; bars missing 7, known empty 0");
        assertThat(result.err()).containsOnlyOnce("no calendar").contains("bars/1d/FOO", "--calendar");
        assertThat(tidemark.expectOn(0, "gaps", "bars/1d/FOO", "--tolerance", "9")
                        .out())
                .contains("0 with gaps");
    }

    @Test
    void aHeatMapIsDrawnInLetters() {
        daily("AAPL.US", "2024-07-02", "2024-07-03", "2024-07-05", "2024-07-09");
        List<String> lines = tidemark.expectOn(0, "gaps", "--heat-map").lines();
        assertThat(lines.getFirst()).contains("# covered", "M missing", ". closed", "F failed");
        assertThat(lines.get(2)).contains("2024-07-02");
        assertThat(lines.get(3)).isEqualTo("bars/1d/AAPL.US  ##.#..M#");
        assertThat(lines.get(4)).startsWith("1 series, 1 with gaps");
    }

    @Test
    void aReportIsAFileOfItsOwn() throws IOException {
        daily("AAPL.US", "2024-07-02", "2024-07-03", "2024-07-09");
        assertThat(tidemark.expectOn(0, "gaps", "--report", "gaps.html").err()).contains("gaps.html");
        assertThat(Files.readString(folder.resolve("gaps.html")))
                .startsWith("<!doctype html>")
                .contains("<svg", "bars/1d/AAPL.US", "1 missing", "</html>")
                .doesNotContain("<script", "http-equiv");
        assertThat(gaps("--report", "gaps.svg")).hasSize(1);
        assertThat(Files.readString(folder.resolve("gaps.svg")))
                .startsWith("<svg")
                .endsWith("</svg>\n");
        assertThat(tidemark.expectOn(2, "gaps", "--report", "gaps.png").err()).contains(".svg", ".html");
        assertThat(tidemark.expectOn(1, "gaps", "--report", "nowhere/gaps.svg").err())
                .contains("nowhere");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".draft"));
        }
    }

    @Test
    void providersAreAskedForGaps() {
        tidemark.expectOn(
                0,
                "load",
                "-p",
                "simulated",
                "-s",
                "SIM01",
                "-f",
                "1d",
                "--start",
                "2023-01-01",
                "--end",
                "2023-03-31");
        tidemark.expectOn(
                0,
                "load",
                "-p",
                "simulated",
                "-s",
                "SIM01",
                "-f",
                "1d",
                "--start",
                "2023-06-01",
                "--end",
                "2023-06-30");
        dailyInto("bars/1d-files", "AAPL.US", "2023-02-01", "2023-02-03");

        assertThat(gaps("-s", "SIM01")).hasSize(1).first().asString().endsWith(" missing");
        CommandLineFixture.Result filled =
                tidemark.expectOn(0, "gaps", "--fill-gaps", "--until", "2023-06-30", "--from", "2023-01-01");
        assertThat(filled.err()).contains("1 series with gaps came from files");
        assertThat(filled.out()).contains("bars/1d/SIM01").contains("1 series: 1 updated");
        assertThat(gaps("-s", "SIM01")).isEmpty();
    }

    private List<JsonNode> days(String... words) {
        return ticks("trading_day", words);
    }

    /// The objects that have a field: `trading_day` those of days, `checked_days` those of series.
    private List<JsonNode> ticks(String field, String... words) {
        List<String> all = new ArrayList<>(List.of("--json", "gaps"));
        all.addAll(List.of(words));
        return tidemark.expectOn(0, all.toArray(new String[0])).json().stream()
                .filter(each -> each.has(field))
                .toList();
    }

    @Test
    void ticksAreComparedWithTheirSessions() {
        FuturesRecording recording = new FuturesRecording(LocalDate.of(2024, 2, 8), 3, 600);
        recording
                .dump()
                .files()
                .forEach((name, lines) -> tidemark.file("ticks/" + name, String.join("\n", lines) + "\n"));
        tidemark.expectOn(0, "import", "ctp", "ticks", "--exchange", FuturesRecording.EXCHANGE);

        List<JsonNode> days = days("ticks/raw/SHFE.cu2403");
        assertThat(days.stream().map(day -> day.get("trading_day").asString()))
                .containsExactly("2024-02-08", "2024-02-19", "2024-02-20");
        JsonNode first = days.getFirst();
        // night 21:00 to 01:00, day 09:00 to 10:15, 10:30 to 11:30, 13:30 to 15:00; bounds belong to sessions
        assertThat(first.get("expected_seconds").asLong()).isEqualTo(14_401 + 4_501 + 3_601 + 5_401);
        assertThat(first.get("expected_seconds_strict").asLong()).isEqualTo(14_399 + 4_499 + 3_599 + 5_399);
        assertThat(days.get(1).get("expected_seconds").asLong()).isEqualTo(4_501 + 3_601 + 5_401); // after holidays
        assertThat(first.get("cadence_mode").asString()).isEqualTo("event");
        assertThat(first.get("gap_count_gt_30").asLong())
                .isEqualTo(first.get("segments").size())
                .isPositive();
        assertThat(first.get("reason_code").asString()).isEqualTo("gap_gt30_block");
        assertThat(first.get("schedule_hash").asString())
                .isNotEqualTo(days.get(1).get("schedule_hash").asString());

        assertThat(first.get("segments").get(0).get("session").asString()).isEqualTo("night");
        assertThat(days("ticks/raw/SHFE.cu2403", "--max-segments-per-day", "1")
                        .getFirst()
                        .get("segments"))
                .hasSize(1);

        tidemark.expectOn(0, "remove", "ticks/raw/SHFE.cu2403/2024-02-19");
        assertTotals(ticks("checked_days", "ticks/raw/SHFE.cu2403"), days("ticks/raw/SHFE.cu2403"));
        JsonNode lost = days("ticks/raw/SHFE.cu2403").get(1);
        assertThat(lost.get("missing_day").asBoolean()).isTrue();
        assertThat(lost.get("reason_code").asString()).isEqualTo("source_missing_days_warn");
        assertThat(lost.get("last_tick_ts").isNull()).isTrue();
        assertThat(days("ticks/raw", "-s", "SHFE.cu2404", "--from", "2024-02-09", "--to", "2024-02-19"))
                .hasSize(1);
        assertThat(days("ticks/raw/SHFE.cu2403", "--gap-threshold-s", "100000")
                        .getFirst()
                        .get("missing_segments")
                        .asLong())
                .isZero();
        assertThat(tidemark.expectOn(0, "gaps", "ticks/raw").out())
                .contains("gap_gt30_block", "SHFE.cu2403: error", "3 trading days, missing 1");
        assertThat(tidemark.expectOn(5, "gaps", "ticks/raw", "--calendar", "none")
                        .err())
                .contains("trading_sessions_missing");
    }

    private static void assertTotals(List<JsonNode> totals, List<JsonNode> days) {
        JsonNode all = totals.getFirst();
        assertThat(totals).hasSize(1);
        assertThat(all.get("symbol").asString()).isEqualTo("SHFE.cu2403");
        assertThat(all.get("start").asString()).isEqualTo("2024-02-08");
        assertThat(all.get("end").asString()).isEqualTo("2024-02-20");
        assertThat(all.get("checked_days").asInt()).isEqualTo(3);
        assertThat(all.get("missing_days").asInt()).isEqualTo(1);
        assertThat(all.get("missing_days_sample").get(0).asString()).isEqualTo("2024-02-19");
        assertThat(all.get("overall_state").asString()).isEqualTo("error");
        for (String field : List.of("tick_count_actual", "missing_segments", "gap_count_gt_30")) {
            assertThat(all.get(field).asLong())
                    .as(field)
                    .isEqualTo(days.stream()
                            .mapToLong(day -> day.get(field).asLong())
                            .sum());
        }
        long over30 = 0;
        for (String kind : List.of("day", "night")) {
            over30 += all.get("gap_buckets_by_session")
                    .get(kind)
                    .get("gap_bucket_gt_30")
                    .asLong();
        }
        assertThat(over30).isEqualTo(all.get("gap_count_gt_30").asLong()).isPositive();
        long lag = days.stream()
                .filter(day -> !day.get("session_end_lag_s").isNull())
                .mapToLong(day -> day.get("session_end_lag_s").asLong())
                .max()
                .orElseThrow();
        assertThat(all.get("max_lag_s").asLong()).isEqualTo(lag);
        assertThat(all.get("p95_lag_s").asLong()).isEqualTo(lag);
    }

    @Test
    void ticksOnADayWithoutSessionsAreNoMissingDay() {
        FuturesRecording recording = new FuturesRecording(LocalDate.of(2024, 2, 8), 2, 600);
        recording
                .dump()
                .files()
                .forEach((name, lines) -> tidemark.file("ticks/" + name, String.join("\n", lines) + "\n"));
        tidemark.expectOn(0, "import", "ctp", "ticks", "--exchange", FuturesRecording.EXCHANGE);
        tidemark.file("lake/calendars/events.json", """
            [{"exchange": "SHFE", "session": "night", "action": "skip", "trading_day": "2024-02-08"},
             {"exchange": "SHFE", "session": "day", "action": "skip", "trading_day": "2024-02-08"}]
            """);

        JsonNode day = days("ticks/raw/SHFE.cu2403").getFirst();
        assertThat(day.get("trading_day").asString()).isEqualTo("2024-02-08");
        assertThat(day.get("missing_day").asBoolean()).isFalse();
        assertThat(day.get("ticks_outside_sessions_seconds").asLong()).isPositive();
        JsonNode all = ticks("checked_days", "ticks/raw/SHFE.cu2403").getFirst();
        assertThat(all.get("checked_days").asInt()).isEqualTo(1);
        assertThat(all.get("missing_days").asInt()).isZero();
        assertThat(all.get("source_state").asString()).isEqualTo("ok");
        assertThat(all.get("engineering_state").asString())
                .as("of ticks outside")
                .isEqualTo("warn");
        tidemark.file("lake/calendars/events.json", "[{\"exchange\": \"SHEF\"}]");
        assertThat(tidemark.expectOn(2, "gaps", "ticks/raw").err()).contains("calendars/events.json:1");
    }

    @Test
    void whatIsNotThereIsNamed() {
        daily("AAPL.US", "2024-07-02");
        assertThat(tidemark.expectOn(6, "gaps", "bars/1h").err()).contains("bars/1h");
        assertThat(tidemark.expectOn(6, "gaps", "bars/1d/AAPL.U").err()).contains("AAPL.US");
        assertThat(tidemark.expectOn(6, "gaps", "-s", "NOPE").err()).contains("NOPE");
        assertThat(tidemark.expectOn(2, "gaps", "features/x").err()).contains("and of ticks");
        assertThat(tidemark.expectOn(2, "gaps", "--calendar", "mars").err()).contains("mars", "24x7");
        assertThat(tidemark.expectOn(2, "gaps", "--tolerance", "-1").err()).contains("--tolerance");
        assertThat(tidemark.expectOn(2, "gaps", "--from", "2024-02-01", "--to", "2024-01-01")
                        .err())
                .contains("lies after");
        assertThat(tidemark.expectOn(2, "gaps", "--strict-ratio", "2").err()).contains("--strict-ratio");
        assertThat(tidemark.expectOn(2, "gaps", "--max-segments-per-day", "-1").err())
                .contains("--max-segments-per-day");
    }

    @Test
    void calendarsAreListedAndShown() {
        assertThat(tidemark.expectOn(0, "calendar").out()).contains("24x7", "SHFE", "us");
        List<JsonNode> week = tidemark.expectOn(
                        0, "--json", "calendar", "us", "--from", "2024-07-01", "--to", "2024-07-07")
                .json();
        assertThat(week.stream().map(day -> day.get("day").asString()))
                .containsExactly("2024-07-01", "2024-07-02", "2024-07-03", "2024-07-05");
        assertThat(week.get(2).get("half_day").asBoolean()).isTrue();
        assertThat(week.get(2).get("sessions").get(0).asString()).isEqualTo("09:30-13:00");
        assertThat(tidemark.expectOn(0, "calendar", "us", "--from", "2024-07-01", "--to", "2024-07-07")
                        .out())
                .contains("closed", "half day", "4 trading days");
        assertThat(tidemark.expectOn(6, "calendar", "mars").err()).contains("mars");
        assertThat(tidemark.expectOn(2, "calendar", "us", "--from", "x").err()).contains("--from 'x'");
    }

    @Test
    void aConsensusIsWrittenAndThenFollowed() throws IOException {
        for (String symbol : List.of("A.US", "B.US", "C.US")) {
            daily(symbol, "2024-07-02", "2024-07-03", "2024-07-04", "2024-07-05", "2024-07-09");
        }
        List<JsonNode> found = tidemark.expectOn(0, "--json", "calendar", "--consensus", "bars/1d")
                .json();
        assertThat(found.stream()
                        .map(day -> day.get("day").asString() + " "
                                + day.get("consensus").asString()))
                .containsExactly("2024-07-04 open", "2024-07-08 closed");
        assertThat(tidemark.expectOn(0, "calendar", "--consensus", "bars/1d").out())
                .contains("us: 3 symbols, 8 days judged, 2 disagree");

        Files.createDirectories(folder.resolve("lake/calendars"));
        tidemark.expectOn(0, "calendar", "us", "--consensus", "bars/1d", "--write", "lake/calendars/us.txt");
        assertThat(gaps()).hasSize(3);
        tidemark.file("lake/calendars/calendars.csv", "id,file,kind,zone\nus,us.txt,trading_days,\n");
        assertThat(gaps()).isEmpty();
        assertThat(tidemark.expectOn(6, "calendar", "pl", "--consensus", "bars/1d")
                        .err())
                .contains("'pl'", "us");
        assertThat(tidemark.expectOn(2, "calendar", "--write", "x").err()).contains("--write");
    }
}
