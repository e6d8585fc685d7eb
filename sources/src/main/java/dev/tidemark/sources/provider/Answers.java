package dev.tidemark.sources.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Strict reading of what providers answer. Whatever is not as documented is a [Fault#BAD_ANSWER] that quotes it.
public final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> JSON_TYPES = Set.of("application/json", "text/json", "application/vnd.api+json");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private Answers() {}

    /// Whether a reply says that it is JSON.
    public static boolean isJson(Reply reply) {
        return JSON_TYPES.contains(reply.mediaType());
    }

    /// The document of a JSON answer.
    public static JsonNode json(Reply reply) throws ProviderException {
        if (!isJson(reply)) {
            throw bad("JSON was expected, '" + reply.mediaType() + "' came: " + reply.preview());
        }
        try {
            return JSON.readTree(reply.body());
        } catch (JacksonException e) {
            throw new ProviderException(
                    Fault.BAD_ANSWER,
                    "the JSON is broken or cut short (" + e.getOriginalMessage() + "): " + reply.preview(),
                    e);
        }
    }

    /// The lines of a CSV answer after its header.
    ///
    /// @param types  media types that are taken
    /// @param header the exact first line
    public static List<List<String>> csv(Reply reply, Set<String> types, String header) throws ProviderException {
        if (!types.contains(reply.mediaType())) {
            throw bad("CSV was expected, '" + reply.mediaType() + "' came: " + reply.preview());
        }
        List<String> lines = reply.text().lines().toList();
        if (lines.isEmpty() || !lines.getFirst().strip().equals(header)) {
            throw bad("the first line is not '" + header + "': " + reply.preview());
        }
        if (reply.body()[reply.body().length - 1] != '\n') {
            checkLast(lines, header);
        }
        int columns = header.split(",", -1).length;
        List<List<String>> rows = new ArrayList<>(lines.size());
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                List<String> fields = List.of(line.split(",", -1));
                if (fields.size() != columns) {
                    throw bad("line " + (rows.size() + 2) + " has " + fields.size() + " fields, the header " + columns
                            + ": " + line);
                }
                rows.add(fields);
            }
        }
        return rows;
    }

    /// A last line without its end may be cut within its last number, which nobody can see.
    private static void checkLast(List<String> lines, String header) throws ProviderException {
        throw bad("the last line has no end, so the body may be cut short: " + lines.getLast() + " (after " + header
                + ")");
    }

    /// A member that has to be there.
    public static JsonNode member(JsonNode object, String name) throws ProviderException {
        JsonNode value = object.isObject() ? object.get(name) : null;
        if (value == null) {
            throw bad("no '" + name + "' in " + start(object));
        }
        return value;
    }

    /// An array that has to be there.
    public static JsonNode array(JsonNode node, String what) throws ProviderException {
        if (!node.isArray()) {
            throw bad(what + " is no list: " + start(node));
        }
        return node;
    }

    /// A list of a known length that has to be there.
    public static JsonNode array(JsonNode node, int length, String what) throws ProviderException {
        if (array(node, what).size() != length) {
            throw bad(what + " has " + node.size() + " fields, not " + length + ": " + start(node));
        }
        return node;
    }

    /// A text that has to be there.
    public static String text(JsonNode node, String what) throws ProviderException {
        if (!node.isString()) {
            throw bad(what + " is no text: " + start(node));
        }
        return node.stringValue();
    }

    /// A number, written as a number or as the text of one; null is NaN.
    public static double number(JsonNode node, String what) throws ProviderException {
        if (node.isNull()) {
            return Double.NaN;
        }
        if (node.isBigInteger()) {
            return finite(node.bigIntegerValue().doubleValue(), what);
        }
        return node.isNumber() ? finite(node.doubleValue(), what) : number(text(node, what), what);
    }

    /// The decimal text of a number.
    public static double number(String text, String what) throws ProviderException {
        String stripped = text.strip();
        if (!DECIMAL.matcher(stripped).matches()) {
            throw bad(what + " is no number: '" + shortened(stripped) + "'");
        }
        return finite(Double.parseDouble(stripped), what);
    }

    /// A volume: NaN or at least 0.
    public static double volume(double value) throws ProviderException {
        if (value < 0) {
            throw bad("a volume of " + value);
        }
        return value;
    }

    private static double finite(double value, String what) throws ProviderException {
        if (!Double.isFinite(value)) {
            throw bad(what + " is not finite");
        }
        return value == 0 ? 0.0 : value;
    }

    /// A whole number, written as a number or as the text of one.
    public static long whole(JsonNode node, String what) throws ProviderException {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isString() && node.stringValue().matches("-?\\d{1,18}")) {
            return Long.parseLong(node.stringValue());
        }
        throw bad(what + " is no whole number: " + start(node));
    }

    /// An answer that is not as documented.
    public static ProviderException bad(String what) {
        return new ProviderException(Fault.BAD_ANSWER, what);
    }

    private static String start(JsonNode node) {
        return shortened(node.toString());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 120 ? line.substring(0, 119) + "…" : line;
    }
}
