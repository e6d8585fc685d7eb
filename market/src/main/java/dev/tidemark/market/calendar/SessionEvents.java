package dev.tidemark.market.calendar;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.calendar.SessionEvent.Change;
import java.io.Reader;
import java.time.LocalDate;
import java.util.List;

/// Session events from files that users bring.
public final class SessionEvents {
    private SessionEvents() {}

    /// Reads a JSON list of events, or an object with `events`. Each has `exchange`, `product` (missing: all),
    /// `session`
    /// (day or night), `action` (skip, shift_start or shift_end), `trading_day` or `start_day` and `end_day`,
    /// `start_time`
    /// or `end_time` for a shift, `reason` and `source_url`.
    ///
    /// @param source name of the file, for messages
    /// @throws dev.tidemark.market.TableException naming the line that cannot be understood
    public static List<SessionEvent> read(Reader reader, String source) {
        JsonValue root = JsonReader.read(TableLines.text(reader), source);
        return JsonFields.items(root, "events", source).stream()
                .map(item -> event(JsonFields.of(item, source)))
                .toList();
    }

    private static SessionEvent event(JsonFields fields) {
        String firstName = fields.has("trading_day") ? "trading_day" : "start_day";
        String lastName = fields.has("trading_day") ? "trading_day" : "end_day";
        LocalDate firstDay = fields.parsed(firstName, JsonFields::date);
        LocalDate lastDay = fields.parsed(lastName, JsonFields::date);
        if (lastDay.isBefore(firstDay)) {
            throw fields.error("end_day " + lastDay + " lies before start_day " + firstDay);
        }
        return new SessionEvent(
                fields.text("exchange"),
                fields.text("product", ""),
                fields.parsed("session", SessionTable::kind),
                change(fields),
                firstDay,
                lastDay,
                fields.text("reason", ""),
                fields.text("source_url", ""));
    }

    private static Change change(JsonFields fields) {
        String action = fields.text("action");
        return switch (action) {
            case "skip" -> new Change.Skip();
            case "shift_start" -> new Change.ShiftStart(time(fields, "start_time"));
            case "shift_end" -> new Change.ShiftEnd(time(fields, "end_time"));
            default -> throw fields.error("'" + action + "' is no action; expected skip, shift_start or shift_end");
        };
    }

    private static int time(JsonFields fields, String name) {
        int second = fields.parsed(name, SessionTime::parse);
        if (second < -SessionWindow.SECONDS_PER_DAY || second > 2 * SessionWindow.SECONDS_PER_DAY) {
            throw fields.error(name + ": no session starts or ends at second " + second + " of a day");
        }
        return second;
    }
}
