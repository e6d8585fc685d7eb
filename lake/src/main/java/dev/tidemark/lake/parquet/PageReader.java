package dev.tidemark.lake.parquet;

import dev.tidemark.lake.parquet.ParquetFooter.FooterColumn;
import dev.tidemark.lake.parquet.ParquetFooter.RowGroup;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;

/// Reads the files of [FlatParquetEncoder] in plain Java: a small file costs two reads of the disk, a projection reads
/// the bytes of its columns alone. Keeps no state; a file is opened once and closed at the end of each call. Files of
/// other writers go to DuckDB, whose library is loaded at the first of them.
final class PageReader implements PartitionReader {
    static final PageReader INSTANCE = new PageReader();

    private PageReader() {}

    @Override
    public SortedMap<String, String> footer(Path file) {
        return ParquetFile.footer(file).keyValues();
    }

    @Override
    public Table read(Path file, Schema schema, List<String> columns) {
        Path absolute = file.toAbsolutePath();
        try (ParquetFile opened = ParquetFile.open(absolute)) {
            ParquetFooter footer = opened.footer();
            SchemaCheck.check(absolute, footer, schema);
            if (footer.createdBy().equals(FlatParquetEncoder.CREATED_BY)) {
                return read(opened, footer, schema, columns.isEmpty() ? schema : schema.select(columns));
            }
        }
        return DuckDbReader.INSTANCE.read(absolute, schema, columns);
    }

    private static Table read(ParquetFile file, ParquetFooter footer, Schema schema, Schema wanted) {
        try {
            ChunkLayout.check(footer, file.footerStart());
            ChunkDecoder decoder = new ChunkDecoder(file);
            List<Column> columns = new ArrayList<>();
            for (Field field : wanted.fields()) {
                columns.add(column(decoder, footer, schema.indexOf(field.name()), field));
            }
            return new Table(wanted, columns);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw file.damaged(String.valueOf(e.getMessage()), e);
        }
    }

    private static Column column(ChunkDecoder decoder, ParquetFooter footer, int position, Field field) {
        FooterColumn stated = footer.columns().get(position);
        if (stated.constantText() != null) {
            return StringColumn.constant(stated.constantText(), footer.rows());
        }
        ColumnDecoder column = ColumnDecoder.of(field.type(), footer.rows());
        BitSet nulls = new BitSet();
        int at = 0;
        for (RowGroup group : footer.groups()) {
            int rows = Math.toIntExact(group.rows());
            decoder.decode(group.chunks().get(position), stated.required(), at, rows, column, nulls);
            at += rows;
        }
        return column.column(nulls);
    }
}
