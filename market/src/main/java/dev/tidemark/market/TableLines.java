package dev.tidemark.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The lines of a plain table: one record a line, trimmed. Blank lines and lines that start with `#` are left out, as
/// is a byte order mark at the start.
public final class TableLines {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// One record.
    ///
    /// @param source name of the file or resource
    /// @param number number of the line, from 1
    /// @param text   the trimmed line, never blank
    public record Line(String source, int number, String text) {
        /// An error that names this line.
        public TableException error(String message) {
            return TableException.at(source, number, message);
        }
    }

    private TableLines() {}

    /// Reads all records. The reader is not closed.
    ///
    /// @param source name for messages
    /// @throws UncheckedIOException when reading fails
    public static List<Line> read(Reader reader, String source) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text(reader).split("\\R", -1)) {
            number++;
            String line = raw.strip();
            if (!line.isEmpty() && line.charAt(0) != '#') {
                lines.add(new Line(source, number, line));
            }
        }
        return List.copyOf(lines);
    }

    /// Reads all records of a class-path resource that is shipped beside a class.
    ///
    /// @throws IllegalStateException if the resource is missing from the product
    public static List<Line> resource(Class<?> owner, String name) {
        try (InputStream bytes = owner.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException("the product lacks its table " + owner.getPackageName() + "/" + name);
            }
            return read(new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All characters of a reader, without a byte order mark. The reader is not closed.
    ///
    /// @throws UncheckedIOException when reading fails
    public static String text(Reader reader) {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        try {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                text.append(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return text.substring(isMarked ? 1 : 0);
    }
}
