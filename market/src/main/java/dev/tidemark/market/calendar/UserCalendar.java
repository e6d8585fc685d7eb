package dev.tidemark.market.calendar;

import dev.tidemark.market.TableException;
import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import dev.tidemark.market.calendar.JsonValue.JsonArray;
import dev.tidemark.market.calendar.JsonValue.JsonObject;
import java.io.Reader;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Calendars from files that users bring. Dates are written `2024-01-31` or `20240131`, between the years 1 and 9999.
public final class UserCalendar {
    private static final List<String> LIST_NAMES = List.of("holidays", "holiday", "data");
    private static final String YEAR = "\\d{4}";

    private UserCalendar() {}

    /// A plain list of trading days, one a line; blank lines and lines that start with `#` are ignored. The calendar
    /// knows the years from the first to the last day.
    ///
    /// @param source name of the file, for messages
    /// @throws TableException naming the line that is no date
    public static TradingCalendar tradingDays(String id, ZoneId zone, Reader reader, String source) {
        List<LocalDate> days = new ArrayList<>();
        for (Line line : TableLines.read(reader, source)) {
            days.add(JsonFields.findDate(line.text()).orElseThrow(() -> line.error(JsonFields.notADate(line.text()))));
        }
        if (days.isEmpty()) {
            throw TableException.at(source, 1, "no trading day in the file");
        }
        requireSpan(days, source);
        return TradingCalendar.ofTradingDays(id, zone, days);
    }

    /// A JSON list of holidays: `[...]`, `{"holidays"|"holiday"|"data": [...]}` or `{"2024": [...], ...}`. Every
    /// weekday
    /// not listed is a trading day. The calendar knows the years from the first to the last that is listed.
    ///
    /// @param source name of the file, for messages
    /// @throws TableException naming the line that cannot be understood
    public static TradingCalendar holidays(String id, ZoneId zone, Reader reader, String source) {
        JsonValue root = JsonReader.read(TableLines.text(reader), source);
        List<LocalDate> holidays = new ArrayList<>();
        TreeSet<Integer> years = new TreeSet<>();
        for (JsonValue item : listed(root, years, source)) {
            LocalDate day = JsonFields.date(item, source);
            holidays.add(day);
            years.add(day.getYear());
        }
        if (years.isEmpty()) {
            throw TableException.at(source, root.line(), "no holiday in the file");
        }
        requireSpan(holidays, source);
        return TradingCalendar.ofHolidays(id, zone, years.first(), years.last(), holidays, Map.of());
    }

    private static List<JsonValue> listed(JsonValue root, Collection<Integer> years, String source) {
        if (root instanceof JsonArray array) {
            return array.items();
        }
        if (root instanceof JsonObject object) {
            for (String name : LIST_NAMES) {
                if (object.members().get(name) instanceof JsonArray array) {
                    return array.items();
                }
            }
            return byYear(object, years, source);
        }
        throw unknownForm(root, source);
    }

    private static List<JsonValue> byYear(JsonObject object, Collection<Integer> years, String source) {
        List<JsonValue> items = new ArrayList<>();
        object.members().forEach((name, value) -> {
            if (!name.matches(YEAR) || !(value instanceof JsonArray array) || name.equals("0000")) {
                throw unknownForm(value, source);
            }
            years.add(Integer.parseInt(name));
            items.addAll(array.items());
        });
        return items;
    }

    private static TableException unknownForm(JsonValue value, String source) {
        return TableException.at(
                source,
                value.line(),
                "expected a list of dates, an object with 'holidays', 'holiday' or 'data', or lists by year");
    }

    private static void requireSpan(List<LocalDate> days, String source) {
        for (LocalDate day : days) {
            if (day.getYear() < 1 || day.getYear() > 9999) {
                throw TableException.at(source, 1, "'" + day + "' lies outside the years 1 to 9999");
            }
        }
    }
}
