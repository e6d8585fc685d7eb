package dev.tidemark.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.calendar.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFilesTest {
    private static final String HEADER = "id,file,kind,zone\n";
    private static final long MONDAY = LocalDate.of(2024, 3, 18).toEpochDay();

    @TempDir
    private Path lake;

    private void file(String name, String text) throws IOException {
        Files.createDirectories(lake.resolve("calendars"));
        Files.writeString(lake.resolve("calendars").resolve(name), text);
    }

    private TradingCalendar calendar(String id) {
        return CalendarFiles.read(lake).markets().calendars().find(id).orElseThrow();
    }

    @Test
    void aLakeWithoutFilesHasTheShippedTables() {
        CalendarFiles.Tables tables = CalendarFiles.read(lake);
        assertThat(tables.markets()).isSameAs(Markets.shipped());
        assertThat(tables.tables()).isEqualTo(Markets.shippedTables());
    }

    @Test
    void aUsersCalendarTakesThePlaceOfTheShippedOne() throws IOException {
        assertThat(calendar("us").isTradingDay(MONDAY)).isTrue();
        file("calendars.csv", HEADER + "# mine\n\nus,mine.json,holidays,\n");
        file("mine.json", "{\"2024\": [\"2024-01-01\", \"20240318\"]}");

        TradingCalendar us = calendar("us");

        assertThat(us.isTradingDay(MONDAY)).isFalse();
        assertThat(us.isTradingDay(MONDAY + 1)).isTrue();
        assertThat(us.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(CalendarFiles.read(lake)
                        .markets()
                        .find("US", "")
                        .orElseThrow()
                        .calendar()
                        .isTradingDay(MONDAY))
                .as("the market follows")
                .isFalse();
        assertThat(calendar("uk").isTradingDay(MONDAY)).as("others stay").isTrue();
    }

    @Test
    void aNewCalendarIsMadeOfTradingDays() throws IOException {
        file("calendars.csv", HEADER + "club,days.txt,trading_days,Europe/Paris\n");
        file("days.txt", "# first of its days\n2024-03-16\n20240317\n");

        TradingCalendar club = calendar("club");

        assertThat(club.isTradingDay(MONDAY - 1)).isTrue();
        assertThat(club.isTradingDay(MONDAY)).isFalse();
        assertThat(club.zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    }

    @Test
    void anyChangeOfTheFilesIsAnotherTable() throws IOException {
        file("calendars.csv", HEADER + "us,mine.json,holidays,\n");
        file("mine.json", "[\"2024-01-01\"]");
        String first = CalendarFiles.read(lake).tables();
        assertThat(CalendarFiles.read(lake).tables()).isEqualTo(first).isNotEqualTo(Markets.shippedTables());
        file("mine.json", "[\"2024-01-02\"]");
        assertThat(CalendarFiles.read(lake).tables()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        id,file,kind            | calendars.csv:1 | the header
        us,gone.json,holidays,  | calendars.csv:2 | gone.json
        us,mine.json,feasts,    | calendars.csv:2 | 'feasts'
        us,mine.json            | calendars.csv:2 | expected id,file,kind,zone
        ,mine.json,holidays,    | calendars.csv:2 | expected id,file,kind,zone
        new,mine.json,holidays, | calendars.csv:2 | needs a zone
        us,mine.json,holidays,Mars/Base | calendars.csv:2 | 'Mars/Base'
        us,bad.json,holidays,   | bad.json:2 | 2024-02-31
        us,bad.txt,trading_days, | bad.txt:2 | someday
        us,../../etc.json,holidays, | calendars.csv:2 | ../../etc.json
        """)
    void whatIsWrongIsNamedByFileAndLine(String line, String place, String what) throws IOException {
        file("mine.json", "[\"2024-01-01\"]");
        file("bad.json", "[\"2024-01-01\",\n\"2024-02-31\"]");
        file("bad.txt", "2024-01-01\nsomeday\n");
        Files.writeString(lake.resolve("etc.json"), "[\"2024-01-01\"]");
        file("calendars.csv", line.equals("id,file,kind") ? line + "\n" : HEADER + line + "\n");
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> CalendarFiles.read(lake))
                .withMessageContaining(place)
                .withMessageContaining(what)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CONFIG));
    }

    @Test
    void aCalendarStandsOnce() throws IOException {
        file("calendars.csv", HEADER + "us,mine.json,holidays,\nus,mine.json,holidays,\n");
        file("mine.json", "[\"2024-01-01\"]");
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> CalendarFiles.read(lake))
                .withMessageContaining("calendars.csv:3")
                .withMessageContaining("twice");
    }

    private static final String SKIP = """
        {"exchange": "%s", "session": "%s", "action": "skip", "trading_day": "2024-03-18"}\
        """;

    private long[] sessions(String exchange, String product) {
        return CalendarFiles.read(lake)
                .markets()
                .find(exchange, product)
                .orElseThrow()
                .sessionSeconds(MONDAY);
    }

    @Test
    void eventsOfAUserChangeSessions() throws IOException {
        assertThat(sessions("SHFE", "ru")).hasSize(8);
        assertThat(sessions("NASDAQ", "")).hasSize(2);
        String before = CalendarFiles.read(lake).tables();
        file("events.json", "[" + SKIP.formatted("SHFE", "night") + "," + SKIP.formatted("NASDAQ", "day") + "]");

        assertThat(sessions("SHFE", "ru")).as("three of the day").hasSize(6);
        assertThat(sessions("NASDAQ", "")).as("by the name of one exchange").isEmpty();
        assertThat(sessions("NYSE", "")).hasSize(2);
        assertThat(CalendarFiles.read(lake).tables()).isNotEqualTo(before);

        file(
                "events.json",
                "{\"events\": [" + SKIP.formatted("us", "day") + "," + SKIP.formatted("24x7", "day") + "]}");
        assertThat(sessions("NASDAQ", "")).as("by the calendar of all").isEmpty();
        assertThat(sessions("KRAKEN", "")).as("where there is no session table").isEmpty();
        assertThat(sessions("SHFE", "ru")).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [{"exchange": "SHFE", "session": "night", "action": "skip"}] | calendars/events.json:1 | 'start_day' is missing
        [{"exchange": "SHFE", "session": "noon", "action": "skip", "trading_day": "2024-03-18"}] | events.json:1 | 'noon'
        [{"exchange": "SHEF", "session": "day", "action": "skip", "trading_day": "2024-03-18"}] | events.json: event 1 | 'SHEF' is not known
        { no JSON | calendars/events.json:1 | expected
        """)
    void whatIsWrongWithAnEventIsNamedByFileAndEntry(String text, String place, String what) throws IOException {
        file("events.json", text);
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> CalendarFiles.read(lake))
                .withMessageContaining(place)
                .withMessageContaining(what)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_CONFIG));
    }

    @Test
    void sessionsOfAUserAreReadWithTheFileInMessages() throws IOException {
        file("sessions.json", "{ this is no JSON");
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> CalendarFiles.read(lake))
                .withMessageContaining("calendars/sessions.json:1");
    }
}
