package dev.tidemark.recipes;

import dev.tidemark.build.Crowd;
import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.Want;
import dev.tidemark.lake.table.BooleanColumn;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Gathers the rows of one panel partition, symbol by symbol. For one thread.
final class PanelRows {
    private final List<InputSlice> slices;
    private final PanelSource source;
    private final int datasets;
    private final Schema schema;
    private final List<List<Field>> fields;
    private final List<Table> pieces = new ArrayList<>();
    private final List<String> symbols = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private int at;

    /// @param datasets how many datasets give columns
    /// @param fields   the columns of each
    PanelRows(Want want, PanelSource source, int datasets, Schema schema, List<List<Field>> fields) {
        this.slices = want.slices();
        this.source = source;
        this.datasets = datasets;
        this.schema = schema;
        this.fields = fields;
    }

    /// The number of the series whose rows come next; the largest int at the end.
    int nextSeries() {
        if (at >= slices.size()) {
            return Integer.MAX_VALUE;
        }
        return slices instanceof Crowd crowd ? crowd.seriesOf(at) : at;
    }

    /// Takes the rows of a series, and of those that are joined to it, if they come next.
    void take(int series, Inputs inputs) {
        while (nextSeries() == series) {
            List<Table> parts = new ArrayList<>();
            InputSlice first = slices.get(at);
            for (int i = 0; i < datasets; i++) {
                parts.add(inputs.read(slices.get(at + i)));
            }
            add(first, parts);
            at += datasets;
        }
    }

    private void add(InputSlice first, List<Table> parts) {
        String time = PanelSource.timeOf(schema);
        Table own = parts.getFirst();
        List<Field> header = new ArrayList<>(List.of(schema.field(time).orElseThrow()));
        List<Column> columns = new ArrayList<>(List.of(own.column(time)));
        if (source.isDaily()) {
            long[] seq = new long[own.rows()];
            Arrays.setAll(seq, row -> first.firstRow() + row);
            header.add(schema.field(PanelRecipe.SEQ).orElseThrow());
            columns.add(new LongColumn(seq, null));
        }
        for (int i = 0; i < parts.size(); i++) {
            requireSameRows(first, own, parts.get(i), time);
            for (Field field : fields.get(i)) {
                header.add(schema.fields().get(header.size() + 1));
                columns.add(parts.get(i).column(field.name()));
            }
        }
        Table piece = new Table(new Schema(header, time), columns);
        if (source.excludesImputed()) {
            piece = piece.take(real(own));
        }
        if (piece.rows() > 0) {
            pieces.add(piece);
            symbols.add(first.series().key().symbol());
            sizes.add(piece.rows());
        }
    }

    /// The rows that no fill made.
    private static int[] real(Table table) {
        BooleanColumn imputed = table.booleans(PanelRecipe.IMPUTED);
        return IntStream.range(0, table.rows())
                .filter(row -> imputed.isNull(row) || !imputed.values()[row])
                .toArray();
    }

    private static void requireSameRows(InputSlice first, Table own, Table other, String time) {
        boolean isSame = own.rows() == other.rows();
        for (int row = 0; isSame && row < own.rows(); row++) {
            isSame = own.time(row) == other.time(row);
        }
        if (!isSame) {
            throw new RecipeException(
                    "not_aligned",
                    "the datasets have other rows than " + first.name() + ": one of them is not built from the same "
                            + time + "s; build all of them, then the panel");
        }
    }

    /// The rows ordered by time, then symbol; none when all of them are left out.
    Table table() {
        if (pieces.isEmpty()) {
            return new TableBuilder(schema).build();
        }
        Table rows = Table.concat(pieces);
        int[] order = order(rows);
        List<Column> columns = new ArrayList<>();
        columns.add(symbolColumn(order));
        Table sorted = rows.take(order);
        columns.addAll(sorted.columns());
        return new Table(schema, columns);
    }

    private Column symbolColumn(int[] order) {
        String[] dictionary = symbols.stream().distinct().toArray(String[]::new);
        int[] ofRow = new int[order.length];
        int row = 0;
        int code = -1;
        for (int piece = 0; piece < sizes.size(); piece++) {
            boolean isNext = piece == 0 || !symbols.get(piece).equals(symbols.get(piece - 1));
            code += isNext ? 1 : 0;
            Arrays.fill(ofRow, row, row + sizes.get(piece), code);
            row += sizes.get(piece);
        }
        int[] codes = new int[order.length];
        Arrays.setAll(codes, i -> ofRow[order[i]]);
        return new StringColumn(dictionary, codes);
    }

    /// Rows come symbol by symbol, so a stable sort by time is all: counted by the place of each time among all times.
    private static int[] order(Table rows) {
        int count = rows.rows();
        long[] times = new long[count];
        Arrays.setAll(times, rows::time);
        long[] distinct = Arrays.stream(times).sorted().distinct().toArray();
        int[] places = new int[count];
        int[] starts = new int[distinct.length + 1];
        for (int row = 0; row < count; row++) {
            places[row] = Arrays.binarySearch(distinct, times[row]);
            starts[places[row] + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] order = new int[count];
        for (int row = 0; row < count; row++) {
            order[starts[places[row]]++] = row;
        }
        return order;
    }
}
