package dev.tidemark.market.calendar;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import dev.tidemark.market.calendar.SessionEvent.Change;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The session tables that come with the product; their form is described at their head.
final class ShippedSessions {
    private static final int WINDOW_WORDS = 5;

    private ShippedSessions() {}

    static SessionTable table() {
        Map<SessionTable.Key, List<Sessions.Dated>> rows = new LinkedHashMap<>();
        for (Line line : TableLines.resource(ShippedSessions.class, "sessions.txt")) {
            String[] words = line.text().split("\\s+", -1);
            Sessions.Dated dated = dated(words, line);
            for (String product : words[1].split(",", -1)) {
                rows.computeIfAbsent(new SessionTable.Key(words[0], product), key -> new ArrayList<>())
                        .add(dated);
            }
        }
        return new SessionTable(rows);
    }

    private static Sessions.Dated dated(String[] words, Line line) {
        int afterClose = 0;
        long from = Long.MIN_VALUE;
        long until = Long.MAX_VALUE;
        for (int i = WINDOW_WORDS; i + 1 < words.length; i += 2) {
            switch (words[i]) {
                case "after-close" -> afterClose = SessionTime.parse(words[i + 1]);
                case "from" -> from = LocalDate.parse(words[i + 1]).toEpochDay();
                case "until" -> until = LocalDate.parse(words[i + 1]).toEpochDay();
                default -> throw line.error("unknown option '" + words[i] + "'");
            }
        }
        return new Sessions.Dated(
                new SessionWindow(
                        SessionTable.kind(words[2]),
                        SessionTime.parse(words[3]),
                        SessionTime.parse(words[4]),
                        afterClose),
                from,
                until);
    }

    static List<SessionEvent> events() {
        return TableLines.resource(ShippedSessions.class, "events.txt").stream()
                .map(ShippedSessions::event)
                .toList();
    }

    private static SessionEvent event(Line line) {
        String[] words = line.text().split("\\s+", -1);
        Change change = switch (words[3]) {
            case "skip" -> new Change.Skip();
            case "shift_start" -> new Change.ShiftStart(SessionTime.parse(words[6]));
            case "shift_end" -> new Change.ShiftEnd(SessionTime.parse(words[6]));
            default -> throw line.error("unknown action '" + words[3] + "'");
        };
        return new SessionEvent(
                words[0],
                words[1].equals(SessionTable.ANY_PRODUCT) ? "" : words[1],
                SessionTable.kind(words[2]),
                change,
                LocalDate.parse(words[4]),
                LocalDate.parse(words[5]),
                "",
                "");
    }
}
