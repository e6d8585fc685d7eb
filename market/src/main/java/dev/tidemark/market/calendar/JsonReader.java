package dev.tidemark.market.calendar;

import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.JsonValue.JsonArray;
import dev.tidemark.market.calendar.JsonValue.JsonNumber;
import dev.tidemark.market.calendar.JsonValue.JsonObject;
import dev.tidemark.market.calendar.JsonValue.JsonText;
import dev.tidemark.market.calendar.JsonValue.JsonWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a JSON text as RFC 8259 defines it; a repeated name in an object is an error. At most 32 levels deep.
final class JsonReader {
    private static final int DEEPEST = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern WORD = Pattern.compile("true|false|null");
    private static final int UNICODE_DIGITS = 4;

    private final String source;
    private final String text;
    private int at;
    private int line = 1;

    private JsonReader(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /// Reads the one value of a text.
    ///
    /// @throws TableException naming the line
    static JsonValue read(String text, String source) {
        JsonReader reader = new JsonReader(text, source);
        JsonValue value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.error("unexpected text after the end");
        }
        return value;
    }

    private JsonValue value(int depth) {
        skipSpace();
        if (depth > DEEPEST) {
            throw error("nested more than " + DEEPEST + " deep");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonText(line, string());
            case 't', 'f', 'n' -> new JsonWord(line, matched(WORD));
            default -> new JsonNumber(line, matched(NUMBER));
        };
    }

    private JsonObject object(int depth) {
        int start = line;
        Map<String, JsonValue> members = new LinkedHashMap<>();
        at++;
        if (isNext('}')) {
            return new JsonObject(start, members);
        }
        do {
            skipSpace();
            String name = string();
            require(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw error("the name '" + name + "' is given twice");
            }
        } while (isNext(','));
        require('}');
        return new JsonObject(start, members);
    }

    private JsonArray array(int depth) {
        int start = line;
        List<JsonValue> items = new ArrayList<>();
        at++;
        if (isNext(']')) {
            return new JsonArray(start, items);
        }
        do {
            items.add(value(depth + 1));
        } while (isNext(','));
        require(']');
        return new JsonArray(start, items);
    }

    private String string() {
        if (peek() != '"') {
            throw error("expected a text in quotes");
        }
        at++;
        StringBuilder string = new StringBuilder();
        for (char c = peek(); c != '"'; c = peek()) {
            if (c < ' ') {
                throw error("a text ends at the end of its line; its quote is missing");
            }
            at++;
            string.append(c == '\\' ? escaped() : c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("unknown escape '\\" + c + "'");
        };
    }

    private char unicode() {
        String digits = text.substring(at, Math.min(text.length(), at + UNICODE_DIGITS));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw error("'\\u" + digits + "' is no character");
        }
        at += UNICODE_DIGITS;
        return (char) Integer.parseInt(digits, 16);
    }

    private String matched(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw error("expected a value, found '" + peek() + "'");
        }
        at = matcher.end();
        return matcher.group();
    }

    private boolean isNext(char expected) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char expected) {
        if (!isNext(expected)) {
            throw error("expected '" + expected + "'");
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw error("the text ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        for (; at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0; at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
    }

    private TableException error(String message) {
        return TableException.at(source, line, message);
    }
}
