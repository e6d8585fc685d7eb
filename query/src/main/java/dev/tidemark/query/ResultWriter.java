package dev.tidemark.query;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Takes the rows of an answer one by one. Cells are the engine's text of the value, null for null.
public interface ResultWriter {
    /// What a column holds, as far as a format cares.
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN;

        /// The kind of the engine's type of that name.
        static Kind of(String typeName) {
            String name = typeName.toUpperCase(Locale.ROOT);
            if (name.equals("BOOLEAN")) {
                return BOOLEAN;
            }
            boolean number = name.endsWith("INT")
                    || name.endsWith("INTEGER")
                    || name.equals("DOUBLE")
                    || name.equals("FLOAT")
                    || name.startsWith("DECIMAL");
            return number && !name.endsWith("]") ? NUMBER : TEXT;
        }
    }

    /// A column of the answer.
    record Column(String name, Kind kind) {}

    void begin(List<Column> columns) throws IOException;

    /// Takes a row; the array is reused for the next.
    void row(@Nullable String[] cells) throws IOException;

    void end() throws IOException;

    /// Comma-separated with a header: a null is an empty field, an empty text is `""`.
    static ResultWriter csv(Appendable out) {
        return new CsvResult(out);
    }

    /// One object a line. Numbers are numbers; what JSON has no number for (NaN, infinities) is null.
    static ResultWriter json(Appendable out) {
        return new JsonResult(out);
    }

    /// Aligned columns for people; shows `maxRows` rows and says how many it leaves out.
    static ResultWriter table(Appendable out, long maxRows) {
        return new TableResult(out, maxRows);
    }
}
