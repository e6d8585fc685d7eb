package dev.tidemark.market.calendar;

import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.JsonValue.JsonArray;
import dev.tidemark.market.calendar.JsonValue.JsonNumber;
import dev.tidemark.market.calendar.JsonValue.JsonObject;
import dev.tidemark.market.calendar.JsonValue.JsonText;
import dev.tidemark.market.calendar.JsonValue.JsonWord;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The members of one JSON object, read by name.
final class JsonFields {
    private static final int BASIC_DATE_LENGTH = 8;

    private final JsonObject object;
    private final String source;

    private JsonFields(JsonObject object, String source) {
        this.object = object;
        this.source = source;
    }

    static JsonFields of(JsonValue value, String source) {
        if (value instanceof JsonObject object) {
            return new JsonFields(object, source);
        }
        throw TableException.at(source, value.line(), "expected an object");
    }

    /// The items of an array, or of the array that an object has under a name.
    static List<JsonValue> items(JsonValue value, String name, String source) {
        return switch (value) {
            case JsonArray array -> array.items();
            case JsonObject object when object.members().get(name) instanceof JsonArray array -> array.items();
            default ->
                throw TableException.at(source, value.line(), "expected a list, or an object with '" + name + "'");
        };
    }

    boolean has(String name) {
        JsonValue value = object.members().get(name);
        return value != null && !(value instanceof JsonWord word && word.word().equals("null"));
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    String text(String name) {
        return scalar(value(name), source);
    }

    boolean isTrue(String name) {
        return has(name) && value(name) instanceof JsonWord word && word.word().equals("true");
    }

    /// A text turned into something; what is wrong with it is reported at its line.
    <T> T parsed(String name, Function<String, T> parser) {
        try {
            return parser.apply(text(name));
        } catch (IllegalArgumentException e) {
            throw error(name + ": " + e.getMessage());
        }
    }

    TableException error(String message) {
        return TableException.at(source, object.line(), message);
    }

    private JsonValue value(String name) {
        JsonValue value = object.members().get(name);
        if (value == null) {
            throw error("'" + name + "' is missing");
        }
        return value;
    }

    private static String scalar(JsonValue value, String source) {
        return switch (value) {
            case JsonText text -> text.text();
            case JsonNumber number -> number.text();
            case JsonWord word -> throw TableException.at(source, word.line(), "expected a text");
            case JsonArray array -> throw TableException.at(source, array.line(), "expected a text");
            case JsonObject other -> throw TableException.at(source, other.line(), "expected a text");
        };
    }

    /// A date that is an item of a list.
    static LocalDate date(JsonValue value, String source) {
        String text = scalar(value, source);
        return findDate(text).orElseThrow(() -> TableException.at(source, value.line(), notADate(text)));
    }

    /// A date as `2024-01-31` or `20240131`.
    static LocalDate date(String text) {
        return findDate(text).orElseThrow(() -> new IllegalArgumentException(notADate(text)));
    }

    static Optional<LocalDate> findDate(String text) {
        String stripped = text.strip();
        try {
            return Optional.of(
                    stripped.length() == BASIC_DATE_LENGTH
                            ? LocalDate.parse(stripped, DateTimeFormatter.BASIC_ISO_DATE)
                            : LocalDate.parse(stripped));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String notADate(String text) {
        return "'" + text + "' is no date; expected YYYY-MM-DD or YYYYMMDD";
    }
}
