package dev.tidemark.app.universe;

import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Table;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.sources.universe.CsvText;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// A table as CSV after RFC 4180 with LF: a header, dates in ISO form, nothing for null.
final class TableCsv {
    private TableCsv() {}

    static byte[] of(Table table) {
        StringBuilder text = new StringBuilder(64 * (table.rows() + 1));
        text.append(table.schema().fields().stream().map(Field::name).collect(Collectors.joining(",")))
                .append('\n');
        for (int row = 0; row < table.rows(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                if (column > 0) {
                    text.append(',');
                }
                CsvText.append(text, TableTexts.of(table, column, row));
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
