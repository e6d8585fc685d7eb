package dev.tidemark.market.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// Calendars against days on which real instruments traded.
class RealTradingDaysIT {
    private static final DateTimeFormatter BASIC = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private interface LineSink {
        void take(String entry, String line);
    }

    private static void eachLine(Path file, LineSink sink) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            for (ZipEntry entry : Collections.list(entries)) {
                if (entry.isDirectory()) {
                    continue;
                }
                var reader =
                        new BufferedReader(new InputStreamReader(zip.getInputStream(entry), StandardCharsets.US_ASCII));
                reader.lines().skip(1).forEach(line -> sink.take(entry.getName(), line));
            }
        }
    }

    private static List<LocalDate> range(TradingCalendar calendar, LocalDate from, LocalDate to) {
        return java.util.Arrays.stream(calendar.days(from.toEpochDay(), to.toEpochDay()))
                .mapToObj(LocalDate::ofEpochDay)
                .toList();
    }

    @Test
    void rubberTradedOnEveryDayOfItsLifeAndOnNoOther() throws IOException {
        Path file = SharedData.file("cn-futures-tick/shfe/ru1901/day.zip");
        TreeSet<LocalDate> days = new TreeSet<>();
        eachLine(file, (entry, line) -> {
            if (!line.isBlank()) {
                days.add(LocalDate.parse(line.substring(1, 9), BASIC));
            }
        });
        assertThat(days).hasSize(243);
        TradingCalendar shanghai = Calendars.shipped().require("SHFE", "SHFE.ru1901");
        assertThat(days).containsExactlyElementsOf(range(shanghai, days.first(), days.last()));
    }

    @Test
    void rubbersMinutesFindTheDayOfTheirFileAndLieInSessions() throws IOException {
        Path file = SharedData.file("cn-futures-tick/shfe/ru1901/min1.zip");
        TradingDays days = Markets.shipped().find("SHFE", "ru").orElseThrow().tradingDays();
        TreeSet<LocalDate> seen = new TreeSet<>();
        int[] minutes = new int[1];
        int[] outside = new int[1];
        eachLine(file, (entry, line) -> {
            if (line.isBlank()) {
                return;
            }
            LocalDate expected = LocalDate.parse(entry.substring(0, 8), BASIC);
            long nanos = LocalDateTime.parse(line.split("\",\"", -1)[1], MINUTE)
                            .atZone(ZoneId.of("Asia/Shanghai"))
                            .toEpochSecond()
                    * 1_000_000_000L;
            assertThat(days.tradingDay(nanos)).as(line).isEqualTo(expected.toEpochDay());
            outside[0] += days.isInSession(nanos) ? 0 : 1;
            minutes[0]++;
            seen.add(expected);
        });
        assertThat(seen).hasSize(133);
        assertThat(minutes[0]).isEqualTo(45_152);
        assertThat(outside[0]).isLessThan(minutes[0] / 1000);
    }

    /// A day counts as traded when at least a third of the instruments alive on it have a row: dumps hold a few rows on
    /// holidays, and have holes.
    @Test
    void americanStocksTradedOnTheCalendarsDays() throws IOException {
        List<LocalDate> holes = List.of(LocalDate.parse("1999-11-16"), LocalDate.parse("2011-02-17"));
        assertTraded("us", "stooq-daily/vintage-2025-10-03/d_us_txt.zip", LocalDate.parse("1986-01-01"), holes);
    }

    @Test
    void britishStocksTradedOnTheCalendarsDays() throws IOException {
        assertTraded("uk", "stooq-daily/vintage-2025-10-03/d_uk_txt.zip", LocalDate.parse("1999-01-01"), List.of());
    }

    @Test
    void polishFundsTradedOnTheCalendarsDays() throws IOException {
        assertTraded("pl", "stooq-daily/vintage-2025-10-03/d_pl_txt.zip", LocalDate.parse("2022-01-18"), List.of());
    }

    private static void assertTraded(String id, String file, LocalDate from, List<LocalDate> holes) throws IOException {
        Path path = SharedData.file(file);
        Map<LocalDate, Integer> rows = new TreeMap<>();
        Map<String, LocalDate> first = new TreeMap<>();
        Map<String, LocalDate> last = new TreeMap<>();
        eachLine(path, (entry, line) -> {
            LocalDate day = LocalDate.parse(line.split(",", -1)[2], BASIC);
            rows.merge(day, 1, Integer::sum);
            first.merge(entry, day, (a, b) -> a.isBefore(b) ? a : b);
            last.merge(entry, day, (a, b) -> a.isAfter(b) ? a : b);
        });
        TreeSet<LocalDate> traded = new TreeSet<>();
        rows.forEach((day, count) -> {
            long alive = first.keySet().stream()
                    .filter(name ->
                            !first.get(name).isAfter(day) && !last.get(name).isBefore(day))
                    .count();
            if (!day.isBefore(from) && 3L * count >= alive) {
                traded.add(day);
            }
        });
        TradingCalendar calendar = Calendars.shipped().require(id, "all");
        traded.addAll(holes);
        TreeSet<LocalDate> expected = new TreeSet<>(range(calendar, from, traded.last()));
        assertThat(expected.stream().filter(day -> !traded.contains(day)).toList())
                .as("trading days without trades")
                .isEmpty();
        assertThat(traded.stream().filter(day -> !expected.contains(day)).toList())
                .as("trades on closed days")
                .isEmpty();
    }
}
