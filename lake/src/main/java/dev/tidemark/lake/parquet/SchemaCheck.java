package dev.tidemark.lake.parquet;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.parquet.ParquetFooter.FooterColumn;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import java.nio.file.Path;
import java.util.List;

/// Compares the columns of a file with a schema: names, types and order.
final class SchemaCheck {
    private static final FooterColumn NONE = new FooterColumn("", "", false, null);

    private SchemaCheck() {}

    /// @throws TidemarkException `SCHEMA_MISMATCH`, naming file, column, what was expected and what was found
    static void check(Path file, ParquetFooter footer, Schema schema) {
        List<Field> fields = schema.fields();
        List<FooterColumn> found = footer.columns();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            FooterColumn column = i < found.size() ? found.get(i) : NONE;
            if (!column.name().equals(field.name())) {
                throw misplaced(file, field, found);
            }
            if (!column.type().equals(field.type().text())) {
                throw mismatch(file, field.name(), field.type().text(), column.type());
            }
        }
        if (found.size() > fields.size()) {
            FooterColumn extra = found.get(fields.size());
            throw mismatch(file, extra.name(), "no such column", extra.type());
        }
    }

    private static TidemarkException misplaced(Path file, Field field, List<FooterColumn> found) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).name().equals(field.name())) {
                return mismatch(file, field.name(), "another place", "column " + (i + 1) + " of the file");
            }
        }
        return mismatch(file, field.name(), field.type().text(), "no such column");
    }

    private static TidemarkException mismatch(Path file, String column, String expected, String found) {
        return new TidemarkException(
                ErrorCode.SCHEMA_MISMATCH,
                "column '" + column + "' of " + file + ": expected " + expected + ", found " + found
                        + "; the file is not what the manifest says, verify the lake");
    }
}
