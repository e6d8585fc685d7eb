package dev.tidemark.market.calendar;

import java.util.List;
import java.util.Map;

/// A value of a JSON text, with the line it starts on.
sealed interface JsonValue {
    int line();

    record JsonObject(int line, Map<String, JsonValue> members) implements JsonValue {}

    record JsonArray(int line, List<JsonValue> items) implements JsonValue {}

    record JsonText(int line, String text) implements JsonValue {}

    /// A number, as it is written.
    record JsonNumber(int line, String text) implements JsonValue {}

    /// `true`, `false` or `null`.
    record JsonWord(int line, String word) implements JsonValue {}
}
