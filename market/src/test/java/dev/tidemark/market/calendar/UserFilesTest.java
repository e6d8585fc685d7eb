package dev.tidemark.market.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.TableException;
import dev.tidemark.market.TableLines.Line;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calendars, session tables and events that users bring.
class UserFilesTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private static TradingCalendar holidays(String json) {
        return UserCalendar.holidays("mine", SHANGHAI, new StringReader(json), "h.json");
    }

    private static SessionTable sessions(String json) {
        return SessionTable.read(new StringReader(json), "s.json");
    }

    private static List<SessionEvent> events(String json) {
        return SessionEvents.read(new StringReader(json), "e.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"2023-10-02\", \"20240101\", 20240209]",
                "\uFEFF{\"holidays\": [\"2023-10-02\", \"2024-01-01\", \"2024-02-09\"], \"version\": 1.5e0}",
                "{\"code\": 0, \"holiday\": [20231002, 20240101, 20240209]}",
                "{\"data\":\n[20231002,\n20240101,\n20240209]}",
                "{\"2023\": [\"2023-10-02\"], \"2024\": [\"2024-01-01\", \"\\u0032024-02-09\"]}",
            })
    void everyFormOfAHolidayListIsRead(String json) {
        TradingCalendar calendar = holidays(json);
        assertThat(calendar.slice(LocalDate.parse("2023-09-29"), LocalDate.parse("2024-02-12")))
                .isEqualTo("Asia/Shanghai 2023-09-29 2024-02-12 mon-fri -2023-10-02 -2024-01-01 -2024-02-09");
        assertThat(calendar.firstKnownYear()).isEqualTo(2023);
        assertThat(calendar.lastKnownYear()).isEqualTo(2024);
    }

    @Test
    void aYearWithoutHolidaysIsKnown() {
        assertThat(holidays("{\"2024\": [\"2024-01-01\"], \"2025\": []}").lastKnownYear())
                .isEqualTo(2025);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|1|no holiday",
                "''|1|too early",
                "[1|1|expected ]",
                "['2024-02-30']|1|2024-02-30",
                "['2024-01-01',~'x']|2|x",
                "{'days': []}|1|expected a list of dates",
                "[['2024-01-01']]|1|expected a text",
                "[20240101] x|1|after the end",
                "['20240101]|1|too early",
                "['2024~']|1|quote",
                "[true]|1|expected a text",
                "{'2024': 1}|1|expected a list of dates",
                "[01]|1|expected ]",
                "{'a': [], 'a': []}|1|twice",
                "['\\q']|1|escape",
                "['\\u00g0']|1|character",
                "[,]|1|expected a value",
                "['+10000-01-01']|1|1 to 9999",
                "{'0000': []}|1|expected a list of dates",
            })
    void errorsOfHolidayListsNameTheLine(String json, int line, String words) {
        String text = json.replace("''", "").replace('\'', '"').replace('~', '\n');
        assertThatThrownBy(() -> holidays(text))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("h.json:" + line + ": ")
                .hasMessageContaining(words.equals("expected ]") ? "expected ']'" : words);
    }

    @Test
    void depthHasALimit() {
        assertThatThrownBy(() -> holidays("[".repeat(100_000)))
                .isInstanceOf(TableException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void aListOfTradingDaysIsTheCalendar() {
        TradingCalendar calendar = UserCalendar.tradingDays(
                "mine", SHANGHAI, new StringReader("# mine\n2024-01-06\n\n20240102\r\n"), "d.txt");
        assertThat(calendar.days(
                        LocalDate.parse("2024-01-01").toEpochDay(),
                        LocalDate.parse("2024-12-31").toEpochDay()))
                .containsExactly(
                        LocalDate.parse("2024-01-02").toEpochDay(),
                        LocalDate.parse("2024-01-06").toEpochDay());
        assertThatThrownBy(() -> UserCalendar.tradingDays("m", SHANGHAI, new StringReader("\n2024-1-6"), "d.txt"))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("d.txt:2: '2024-1-6'");
        assertThatThrownBy(() -> UserCalendar.tradingDays("m", SHANGHAI, new StringReader("# none"), "d.txt"))
                .isInstanceOf(TableException.class);
    }

    private static final String COPPER = """
        {"exchange": "SHFE", "product": "cu", "sessions": [
          {"session": "day", "start": "09:00", "end": "15:00"},
          {"session": "night", "start": "21:00", "end": "02:30", "cross_midnight": true}]}\
        """;

    private static List<String> local(Market market, String date) {
        return Arrays.stream(market.sessionSeconds(LocalDate.parse(date).toEpochDay()))
                .mapToObj(second -> Instant.ofEpochSecond(second)
                        .atZone(SHANGHAI)
                        .toLocalDateTime()
                        .toString())
                .toList();
    }

    @Test
    void aUsersSessionsReplaceThoseOfTheProductOnly() {
        Markets markets = Markets.shipped().with(sessions(COPPER));
        Market copper = markets.find("SHFE", "cu").orElseThrow();
        assertThat(local(copper, "2012-03-13"))
                .containsExactly("2012-03-12T21:00", "2012-03-13T02:30", "2012-03-13T09:00", "2012-03-13T15:00");
        assertThat(local(markets.find("SHFE", "al").orElseThrow(), "2024-03-12"))
                .contains("2024-03-12T01:00");
        assertThat(local(copper, "2020-03-03")).hasSize(2);
        Markets rest = markets.with(sessions("[{\"exchange\": \"GFEX\", \"sessions\": []}, "
                + COPPER.replace("cross_midnight\": true", "x\": 1").replace("02:30", "26:30") + "]"));
        assertThat(local(rest.find("SHFE", "cu").orElseThrow(), "2024-03-12")).contains("2024-03-12T02:30");
    }

    @Test
    void aUsersEventsAreApplied() {
        Markets markets = Markets.shipped().withEvents(events("""
            {"events": [
              {"exchange": "SHFE", "product": "cu", "session": "night", "action": "shift_end",
               "trading_day": "2024-03-12", "end_time": "23:00", "reason": "fault", "source_url": "x"},
              {"exchange": "SHFE", "session": "day", "action": "shift_start",
               "start_day": "20240313", "end_day": "20240314", "start_time": "09:30"},
              {"exchange": "SHFE", "session": "day", "action": "skip",
               "start_day": "2024-03-15", "end_day": "2024-03-15", "product": null},
              {"exchange": "SHFE", "session": "night", "action": "shift_start", "trading_day": "2024-03-18",
               "start_time": "27:00"}]}\
            """));
        Market copper = markets.find("SHFE", "cu").orElseThrow();
        assertThat(local(copper, "2024-03-12")).startsWith("2024-03-11T21:00", "2024-03-11T23:00");
        assertThat(local(markets.find("SHFE", "al").orElseThrow(), "2024-03-12"))
                .startsWith("2024-03-11T21:00", "2024-03-12T01:00");
        assertThat(local(copper, "2024-03-13")).contains("2024-03-13T09:30").doesNotContain("2024-03-13T09:00");
        assertThat(local(copper, "2024-03-15")).containsExactly("2024-03-14T21:00", "2024-03-15T01:00");
        assertThat(local(copper, "2024-03-18")).startsWith("2024-03-18T09:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'exchange':'X','sessions':[{'session':'dusk','start':'09:00','end':'10:00'}]}|dusk",
                "{'exchange':'X','sessions':[{'session':'day','start':'9','end':'10:00'}]}|'9'",
                "{'exchange':'X','sessions':[{'session':'day','start':'21:00','end':'02:00'}]}|cross_midnight",
                "{'exchange':'X','sessions':[{'session':'day','start':'21:00'}]}|end",
                "{'sessions':[]}|exchange",
                "{'exchange':'X'}|sessions",
                "[{'exchange':'X','sessions':[]},{'exchange':'X','sessions':[]}]|twice",
                "[1]|expected an object",
            })
    void errorsOfSessionFilesNameWhatIsWrong(String json, String words) {
        assertThatThrownBy(() -> sessions(json.replace('\'', '"')))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("s.json:1: ")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'action':'stop','trading_day':'2024-03-12'|stop",
                "'action':'skip'|start_day",
                "'action':'skip','start_day':'2024-03-12'|end_day",
                "'action':'shift_start','trading_day':'2024-03-12'|start_time",
                "'action':'skip','start_day':'2024-03-12','end_day':'2024-03-11'|before",
                "'action':'shift_end','trading_day':'2024-03-12','end_time':'99:00'|99:00 or second",
            })
    void errorsOfEventsNameWhatIsWrong(String fields, String words) {
        String json = ("[{'exchange':'X','session':'day'," + fields + "}]").replace('\'', '"');
        assertThatThrownBy(() -> events(json))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("e.json:1: ")
                .hasMessageContaining(words.equals("99:00 or second") ? "356400" : words);
    }

    @Property(tries = 3000)
    void anyTextIsReadOrRefusedWithItsLine(@ForAll("json") String text) {
        for (Runnable reading : List.<Runnable>of(
                () -> holidays(text),
                () -> sessions(text),
                () -> events(text),
                () -> UserCalendar.tradingDays("m", SHANGHAI, new StringReader(text), "t"))) {
            try {
                reading.run();
            } catch (TableException e) {
                assertThat(e).hasMessageMatching("(?s)(h\\.json|s\\.json|e\\.json|t):\\d+: .+");
            }
        }
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "\n",
                        " ",
                        "20240101",
                        "\"2024-01-01\"",
                        "\"holidays\"",
                        "\"2024\"",
                        "\"exchange\":\"X\"",
                        "\"sessions\":[",
                        "{\"session\":\"day\",\"start\":\"09:00\",\"end\":\"10:00\"}",
                        "true",
                        "null",
                        "\\",
                        "-",
                        "1e5",
                        "\"action\":\"skip\"",
                        "\"trading_day\":\"2024-01-01\"",
                        "\u0000")
                .list()
                .ofMaxSize(20)
                .map(list -> String.join("", list));
    }

    @Test
    void aUsersCalendarIsFoundByItsId() {
        Markets markets = Markets.shipped().with(holidays("[\"2024-01-01\"]"));
        Market mine = markets.ofCalendar("mine", "X");
        assertThat(mine.rule().text()).isEqualTo("local_date");
        assertThat(local(mine, "2024-01-02")).containsExactly("2024-01-02T00:00", "2024-01-03T00:00");
        assertThat(markets.ofCalendar("us", "AAPL").sessions().of(mine.calendar(), 0))
                .hasSize(2);
        assertThat(markets.ofCalendar("CME", "ES").rule().text()).isEqualTo("roll_at 17:00 America/Chicago");
        assertThatThrownBy(() -> markets.ofCalendar("none", "AAPL")).hasMessageContaining("AAPL");
        assertThat(markets.find("MARS", "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calendar x",
                "calendar x Mars",
                "known 2024",
                "closed 2024-13-01",
                "holiday someday 1",
                "open 2024-01-01",
                "holiday fixed 02-30",
                "holiday fixed 01-01 observed never",
                "holiday nth 1 mondayish 1",
                "half 25:00 on 2024-01-01",
                "holiday easter x",
                "known 2024 2025 2026",
                "holiday fixed 01-01 often",
            })
    void aTableOfTheProductThatIsWrongNamesItsLine(String text) {
        assertThatThrownBy(() -> CalendarScript.read(List.of(new Line("x.txt", 7, text))))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("x.txt:7: ");
    }
}
