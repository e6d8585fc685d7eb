package dev.tidemark.app.console;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// An object of `--json`: fields in the order in which they were put. Not thread-safe.
///
/// Awkward values: an empty [Optional] is `null`; a double that is no number is `null`.
public final class JsonObject {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    public JsonObject put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public JsonObject put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public JsonObject put(String name, double value) {
        fields.put(name, Double.isFinite(value) ? value : null);
        return this;
    }

    public JsonObject put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    public JsonObject put(String name, JsonObject value) {
        fields.put(name, value);
        return this;
    }

    public JsonObject put(String name, Optional<String> value) {
        fields.put(name, value.orElse(null));
        return this;
    }

    public JsonObject putNumber(String name, Optional<Long> value) {
        fields.put(name, value.orElse(null));
        return this;
    }

    /// An array of objects.
    public JsonObject put(String name, Stream<JsonObject> values) {
        fields.put(name, values.toList());
        return this;
    }

    /// An array of texts.
    public JsonObject put(String name, List<String> values) {
        fields.put(name, values);
        return this;
    }

    /// An array of numbers.
    public JsonObject putNumbers(String name, List<Long> values) {
        fields.put(name, values);
        return this;
    }

    /// An object of texts.
    public JsonObject put(String name, Map<String, String> values) {
        JsonObject object = new JsonObject();
        values.forEach(object::put);
        return put(name, object);
    }

    /// The object on one line.
    public String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(out, this);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case JsonObject object -> {
                out.writeStartObject();
                object.fields.forEach((name, field) -> {
                    out.writeName(name);
                    write(out, field);
                });
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                list.forEach(item -> write(out, item));
                out.writeEndArray();
            }
            case Long number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean flag -> out.writeBoolean(flag);
            default -> out.writeString(value.toString());
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
