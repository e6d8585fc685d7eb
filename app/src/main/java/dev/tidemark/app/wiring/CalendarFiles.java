package dev.tidemark.app.wiring;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.calendar.SessionEvent;
import dev.tidemark.market.calendar.SessionEvents;
import dev.tidemark.market.calendar.SessionTable;
import dev.tidemark.market.calendar.TradingCalendar;
import dev.tidemark.market.calendar.UserCalendar;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's own calendars and sessions: the folder `calendars/` of a lake.
///
/// `calendars.csv` has a line `id,file,kind,zone` a calendar; `kind` is `holidays` (a JSON list of closed days) or
/// `trading_days` (a date a line). An id that the product knows is replaced; its zone may then be left out.
/// `sessions.json` has sessions by exchange and product, which win over those of the product. `events.json` has what
/// changed them on some days: nights that were skipped, opens and closes that were moved; they come after those of the
/// product.
final class CalendarFiles {
    private static final String FOLDER = "calendars";
    private static final String INDEX = "calendars.csv";
    private static final String HEADER = "id,file,kind,zone";
    private static final String SESSIONS = "sessions.json";
    private static final String EVENTS = "events.json";
    private static final String HOLIDAYS = "holidays";
    private static final String TRADING_DAYS = "trading_days";

    private final Path folder;
    private final StringBuilder texts = new StringBuilder(Markets.shippedTables());
    private final Map<Integer, String> seen = new HashMap<>();
    private Markets markets = Markets.shipped();

    private CalendarFiles(Path folder) {
        this.folder = folder;
    }

    /// What they make of the product's tables.
    ///
    /// @param tables text that is another one when anything of the tables is
    record Tables(Markets markets, String tables) {}

    /// Reads the folder of a lake; a lake without one has the product's tables.
    ///
    /// @throws TidemarkException `BAD_CONFIG` naming file and line
    static Tables read(Path lake) {
        CalendarFiles files = new CalendarFiles(lake.resolve(FOLDER));
        try {
            files.text(INDEX).ifPresent(files::index);
            files.text(SESSIONS)
                    .ifPresent(text -> files.markets =
                            files.markets.with(SessionTable.read(new StringReader(text), FOLDER + "/" + SESSIONS)));
            files.text(EVENTS).ifPresent(files::events);
        } catch (TableException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, String.valueOf(e.getMessage()), e);
        }
        boolean isShipped = files.markets == Markets.shipped();
        String tables = isShipped
                ? Markets.shippedTables()
                : Digest.of(files.texts.toString().getBytes(StandardCharsets.UTF_8))
                        .shortHex();
        return new Tables(files.markets, tables);
    }

    private Optional<String> text(String name) {
        try {
            String text = Files.readString(folder.resolve(name));
            texts.append('\n').append(name).append('\n').append(text);
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, "cannot read " + folder.resolve(name) + ": " + e, e);
        }
    }

    private void index(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw fault(1, "the header is expected to be " + HEADER);
        }
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                markets = markets.with(calendar(i + 1, lines.get(i).split(",", -1)));
            }
        }
    }

    private void events(String text) {
        String file = FOLDER + "/" + EVENTS;
        List<SessionEvent> events = SessionEvents.read(new StringReader(text), file);
        for (int i = 0; i < events.size(); i++) {
            SessionEvent event = events.get(i);
            if (!markets.knows(event.exchange())) {
                throw new TidemarkException(
                        ErrorCode.BAD_CONFIG,
                        file + ": event " + (i + 1) + ", from " + event.firstDay() + " on: the exchange '"
                                + event.exchange() + "' is not known; `tidemark calendar` lists those that are");
            }
        }
        markets = markets.withEvents(events);
    }

    private TradingCalendar calendar(int line, String[] fields) {
        if (fields.length != 4 || fields[0].isBlank() || fields[1].isBlank()) {
            throw fault(line, "expected " + HEADER);
        }
        String id = fields[0].strip();
        if (seen.containsValue(id)) {
            throw fault(line, "calendar " + id + " stands twice");
        }
        seen.put(line, id);
        String name = fields[1].strip();
        String text = text(name).orElseThrow(() -> fault(line, "there is no file " + FOLDER + "/" + name));
        ZoneId zone = zone(line, id, fields[3].strip());
        StringReader reader = new StringReader(text);
        return switch (fields[2].strip()) {
            case HOLIDAYS -> UserCalendar.holidays(id, zone, reader, FOLDER + "/" + name);
            case TRADING_DAYS -> UserCalendar.tradingDays(id, zone, reader, FOLDER + "/" + name);
            default ->
                throw fault(line, "'" + fields[2] + "' is no kind; expected " + HOLIDAYS + " or " + TRADING_DAYS);
        };
    }

    private ZoneId zone(int line, String id, String text) {
        if (text.isEmpty()) {
            return markets.calendars()
                    .find(id)
                    .map(TradingCalendar::zone)
                    .orElseThrow(() -> fault(line, "calendar " + id + " is new and needs a zone"));
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw fault(line, "'" + text + "' is no time zone");
        }
    }

    private static TidemarkException fault(int line, String message) {
        return new TidemarkException(ErrorCode.BAD_CONFIG, FOLDER + "/" + INDEX + ":" + line + ": " + message);
    }
}
