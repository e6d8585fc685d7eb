package dev.tidemark.lake.table;

import dev.tidemark.lake.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a partition holds, independent of file layout, codec, chunk and time of writing. The exact bytes stand in
/// `docs/spec/lake-format.md`.
///
/// @param content digest of schema and all values in order
/// @param leaves  one a calendar month, in order
/// @param columns one digest a column of the schema, over all leaves
public record ContentDigest(Digest content, List<Leaf> leaves, List<Digest> columns) {
    private static final int BLOCK_ROWS = 65_536;

    public ContentDigest {
        leaves = List.copyOf(leaves);
        columns = List.copyOf(columns);
    }

    /// Digests a table, whose rows are in time order.
    public static ContentDigest of(Table table) {
        Schema schema = table.schema();
        List<Field> fields = schema.fields();
        MessageDigest[] byColumn = new MessageDigest[fields.size()];
        for (int c = 0; c < byColumn.length; c++) {
            byColumn[c] = Digest.sha256();
            text(
                    byColumn[c],
                    "column\n" + fields.get(c).name() + ":"
                            + fields.get(c).type().text() + "\n");
        }
        MessageDigest content = Digest.sha256();
        text(
                content,
                "content\n" + schema.text() + "\n" + (schema.timeColumn() == null ? "-" : schema.timeColumn()) + "\n");
        List<Leaf> leaves = new ArrayList<>();
        CellHasher hasher = new CellHasher();
        for (int from = 0; from < table.rows(); ) {
            int month = monthOf(table, from);
            int to = endOfMonth(table, from, month);
            String monthText = Leaf.monthText(month);
            MessageDigest leaf = Digest.sha256();
            text(leaf, "leaf\n" + monthText + " " + (to - from) + "\n");
            for (int c = 0; c < byColumn.length; c++) {
                String cell = hasher.cell(table.column(c), from, to).hex();
                text(leaf, fields.get(c).name() + " " + cell + "\n");
                text(byColumn[c], monthText + " " + cell + "\n");
            }
            Digest leafDigest = Digest.wrap(leaf.digest());
            text(content, monthText + " " + leafDigest.hex() + "\n");
            leaves.add(new Leaf(month, to - from, leafDigest));
            from = to;
        }
        List<Digest> columns =
                Arrays.stream(byColumn).map(sha -> Digest.wrap(sha.digest())).toList();
        return new ContentDigest(Digest.wrap(content.digest()), leaves, columns);
    }

    private static int monthOf(Table table, int row) {
        if (table.schema().timeIndex() < 0) {
            return Leaf.NO_MONTH;
        }
        LocalDate date = table.schema().dateOf(table.time(row));
        return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    /// The first row after `from` in another month; rows are sorted, so a binary search finds it.
    private static int endOfMonth(Table table, int from, int month) {
        int low = from + 1;
        int high = table.rows();
        if (month == Leaf.NO_MONTH || monthOf(table, high - 1) == month) {
            return high;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (monthOf(table, middle) == month) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void text(MessageDigest sha, String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Hashes the values of one column over one leaf, block by block, through one reused buffer.
    private static final class CellHasher {
        private byte[] buffer = new byte[8 * 1024];
        private @Nullable Digest emptyCell;
        private int emptyWidth;
        private int emptyRows;
        private final MessageDigest sha = Digest.sha256();

        /// Columns of one width without a value have the same bytes: many a source leaves several columns empty.
        Digest cell(Column column, int from, int to) {
            BitSet nulls = column instanceof StringColumn ? null : column.nulls();
            if (nulls == null || nulls.nextClearBit(from) < to) {
                return hashed(column, nulls, from, to);
            }
            Digest known = emptyCell;
            if (known == null || emptyWidth != width(column) || emptyRows != to - from) {
                known = hashed(column, nulls, from, to);
                emptyCell = known;
                emptyWidth = width(column);
                emptyRows = to - from;
            }
            return known;
        }

        private static int width(Column column) {
            return switch (column) {
                case LongColumn _, DoubleColumn _ -> Long.BYTES;
                case IntColumn _, StringColumn _ -> Integer.BYTES;
                case BooleanColumn _ -> 1;
            };
        }

        private Digest hashed(Column column, @Nullable BitSet nulls, int from, int to) {
            for (int start = from; start < to; start += BLOCK_ROWS) {
                int end = Math.min(to, start + BLOCK_ROWS);
                validity(column, nulls, start, end);
                switch (column) {
                    case LongColumn c -> longs(c.values(), start, end);
                    case DoubleColumn c -> doubles(c.values(), start, end);
                    case IntColumn c -> ints(c.values(), start, end);
                    case BooleanColumn c -> booleans(c.values(), start, end);
                    case StringColumn c -> strings(c, start, end);
                }
            }
            return Digest.wrap(sha.digest());
        }

        private void validity(Column column, @Nullable BitSet nulls, int from, int to) {
            int length = (to - from + 7) / 8;
            room(length);
            Arrays.fill(buffer, 0, length, (byte) 0xff);
            int over = length * 8 - (to - from);
            if (over > 0) {
                buffer[length - 1] = (byte) (0xff >>> over);
            }
            if (column instanceof StringColumn strings) {
                for (int row = from; row < to; row++) {
                    if (strings.isNull(row)) {
                        clearBit(row - from);
                    }
                }
            } else if (nulls != null) {
                for (int row = nulls.nextSetBit(from); row >= 0 && row < to; row = nulls.nextSetBit(row + 1)) {
                    clearBit(row - from);
                }
            }
            sha.update(buffer, 0, length);
        }

        private void clearBit(int bit) {
            buffer[bit >> 3] &= (byte) ~(1 << (bit & 7));
        }

        private void longs(long[] values, int from, int to) {
            room((to - from) * 8);
            int at = 0;
            for (int row = from; row < to; row++, at += 8) {
                LittleEndian.putLong(buffer, at, values[row]);
            }
            sha.update(buffer, 0, at);
        }

        private void doubles(double[] values, int from, int to) {
            room((to - from) * 8);
            int at = 0;
            for (int row = from; row < to; row++, at += 8) {
                LittleEndian.putLong(buffer, at, Double.doubleToRawLongBits(values[row]));
            }
            sha.update(buffer, 0, at);
        }

        private void ints(int[] values, int from, int to) {
            room((to - from) * 4);
            int at = 0;
            for (int row = from; row < to; row++, at += 4) {
                LittleEndian.putInt(buffer, at, values[row]);
            }
            sha.update(buffer, 0, at);
        }

        private void booleans(boolean[] values, int from, int to) {
            room(to - from);
            for (int row = from; row < to; row++) {
                buffer[row - from] = (byte) (values[row] ? 1 : 0);
            }
            sha.update(buffer, 0, to - from);
        }

        private void strings(StringColumn column, int from, int to) {
            byte[][] encoded = new byte[column.dictionary().length][];
            int at = 0;
            for (int row = from; row < to; row++) {
                byte[] bytes = bytesOf(column, encoded, row);
                if (at + 4 + bytes.length > buffer.length) {
                    sha.update(buffer, 0, at);
                    at = 0;
                    room(4 + bytes.length);
                }
                LittleEndian.putInt(buffer, at, bytes.length);
                System.arraycopy(bytes, 0, buffer, at + 4, bytes.length);
                at += 4 + bytes.length;
            }
            sha.update(buffer, 0, at);
        }

        private static byte[] bytesOf(StringColumn column, byte[][] encoded, int row) {
            int code = column.codes()[row];
            if (code == StringColumn.NULL) {
                return NO_BYTES;
            }
            byte[] bytes = encoded[code];
            if (bytes == null) {
                bytes = column.dictionary()[code].getBytes(StandardCharsets.UTF_8);
                encoded[code] = bytes;
            }
            return bytes;
        }

        private static final byte[] NO_BYTES = {};

        private void room(int bytes) {
            if (bytes > buffer.length) {
                buffer = new byte[Math.max(bytes, 2 * buffer.length)];
            }
        }
    }
}
