package dev.tidemark.market.calendar;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.calendar.SessionWindow.Kind;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Session windows by exchange and product. Immutable.
///
/// Rows of a product replace the rows its exchange has for all other products.
public final class SessionTable {
    static final String ANY_PRODUCT = "*";

    record Key(String exchange, String product) {}

    private final Map<Key, List<Sessions.Dated>> rows;

    SessionTable(Map<Key, List<Sessions.Dated>> rows) {
        this.rows = rows;
    }

    /// Reads a JSON session file: an object, or a list of objects, with `exchange`, `product` (missing: every product
    /// without rows of its own) and `sessions`, a list of `{session: day|night, start, end, cross_midnight}`. `end` may
    /// exceed 24:00 or, with `cross_midnight` true, be a time of the next day.
    ///
    /// @param source name of the file, for messages
    /// @throws TableException naming the line that cannot be understood
    public static SessionTable read(Reader reader, String source) {
        JsonValue root = JsonReader.read(TableLines.text(reader), source);
        List<JsonValue> entries = root instanceof JsonValue.JsonArray array ? array.items() : List.of(root);
        Map<Key, List<Sessions.Dated>> rows = new LinkedHashMap<>();
        for (JsonValue entry : entries) {
            JsonFields fields = JsonFields.of(entry, source);
            Key key = new Key(fields.text("exchange"), fields.text("product", ANY_PRODUCT));
            List<Sessions.Dated> windows = new ArrayList<>();
            for (JsonValue session : JsonFields.items(entry, "sessions", source)) {
                windows.add(new Sessions.Dated(window(JsonFields.of(session, source)), Long.MIN_VALUE, Long.MAX_VALUE));
            }
            if (rows.put(key, windows) != null) {
                throw fields.error("the sessions of " + key.exchange() + " " + key.product() + " are given twice");
            }
        }
        return new SessionTable(rows);
    }

    private static SessionWindow window(JsonFields fields) {
        Kind kind = fields.parsed("session", SessionTable::kind);
        int start = fields.parsed("start", SessionTime::parse);
        int end = fields.parsed("end", SessionTime::parse);
        boolean isNextDay = fields.isTrue("cross_midnight") && end <= start;
        try {
            return SessionWindow.of(kind, start, isNextDay ? end + SessionWindow.SECONDS_PER_DAY : end);
        } catch (IllegalArgumentException e) {
            throw fields.error(e.getMessage() + "; did you mean cross_midnight: true?");
        }
    }

    static Kind kind(String text) {
        return switch (text) {
            case "day" -> Kind.DAY;
            case "night" -> Kind.NIGHT;
            default -> throw new IllegalArgumentException("'" + text + "' is no session; expected day or night");
        };
    }

    /// This table with the rows of another, which win.
    public SessionTable overriddenBy(SessionTable other) {
        Map<Key, List<Sessions.Dated>> both = new LinkedHashMap<>(rows);
        both.putAll(other.rows);
        return new SessionTable(both);
    }

    Optional<List<Sessions.Dated>> find(String exchange, String product) {
        List<Sessions.Dated> own = rows.get(new Key(exchange, product));
        return Optional.ofNullable(own == null ? rows.get(new Key(exchange, ANY_PRODUCT)) : own);
    }
}
