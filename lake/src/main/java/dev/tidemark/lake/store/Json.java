package dev.tidemark.lake.store;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.io.FileOps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reading and writing of the lake's JSON, token by token: no reflection, no objects in between, strict about what it
/// meets.
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private Json() {}

    /// Writes one document.
    interface Body {
        void write(JsonGenerator out);
    }

    /// Reads the value of one field; the parser stands on the value's first token and shall stand on its last
    /// afterwards.
    interface FieldReader {
        /// Takes a field; false stops the reading of the document here.
        boolean field(String name, JsonParser in);
    }

    /// The canonical bytes: no white space, fields in the order of writing.
    static byte[] bytes(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            body.write(out);
        }
        return bytes.toByteArray();
    }

    /// Reads an object field by field.
    ///
    /// @throws TidemarkException `DAMAGED`, naming `file`, when it is not such a document
    static void readObject(byte[] bytes, Path file, FieldReader reader) {
        guard(file, () -> {
            try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
                expect(in.nextToken() == JsonToken.START_OBJECT, "an object is expected");
                if (fields(in, reader)) {
                    expect(in.nextToken() == null, "something follows the document");
                }
            }
        });
    }

    /// Turns what goes wrong while a file is understood into an error that names the file.
    static void guard(Path file, Runnable reading) {
        try {
            reading.run();
        } catch (DamagedException e) {
            throw e;
        } catch (JacksonException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException
                | TidemarkException e) {
            throw new DamagedException(
                    file, file + " is not what it should be: " + firstLine(e) + "; run `tidemark verify`", e);
        }
    }

    /// Reads the fields of the object that the parser stands in.
    static boolean fields(JsonParser in, FieldReader reader) {
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            in.nextToken();
            if (!reader.field(name, in)) {
                return false;
            }
        }
        expect(in.currentToken() == JsonToken.END_OBJECT, "the end of an object is expected");
        return true;
    }

    static void expect(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    static String text(JsonParser in) {
        expect(in.currentToken() == JsonToken.VALUE_STRING, "a text is expected in '" + in.currentName() + "'");
        return in.getString();
    }

    static long number(JsonParser in) {
        expect(
                in.currentToken() == JsonToken.VALUE_NUMBER_INT,
                "a whole number is expected in '" + in.currentName() + "'");
        return in.getLongValue();
    }

    static boolean flag(JsonParser in) {
        expect(
                in.currentToken() == JsonToken.VALUE_TRUE || in.currentToken() == JsonToken.VALUE_FALSE,
                "true or false is expected in '" + in.currentName() + "'");
        return in.currentToken() == JsonToken.VALUE_TRUE;
    }

    static Digest digest(JsonParser in) {
        return Digest.parse(text(in));
    }

    static SortedMap<String, String> texts(JsonParser in) {
        expect(in.currentToken() == JsonToken.START_OBJECT, "an object is expected");
        SortedMap<String, String> map = new TreeMap<>();
        fields(in, (name, value) -> {
            map.put(name, text(value));
            return true;
        });
        return map;
    }

    static void writeTexts(JsonGenerator out, String name, Map<String, String> map) {
        out.writeObjectPropertyStart(name);
        map.forEach(out::writeStringProperty);
        out.writeEndObject();
    }

    @SuppressWarnings("DoNotCallSuggester") // readers call it for a field that they do not know
    static void unknown(String name) {
        throw new IllegalArgumentException("field '" + name + "' is not known");
    }

    static <T> T required(Optional<T> value, String name) {
        return value.orElseThrow(() -> new IllegalArgumentException("field '" + name + "' is missing"));
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    static byte[] read(FileOps files, Path file, String what) {
        try {
            return files.read(file);
        } catch (NoSuchFileException e) {
            throw new DamagedException(
                    file, what + " is missing: " + file + "; run `tidemark verify`, then `tidemark doctor`", e);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot read " + file + ": " + e, e);
        }
    }
}
