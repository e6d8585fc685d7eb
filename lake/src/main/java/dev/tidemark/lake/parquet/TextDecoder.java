package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.StringColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects texts. The dictionary of the first row group becomes that of the column as it is; what later row groups or
/// plain pages bring is looked up in it.
final class TextDecoder implements ColumnDecoder {
    private static final char REPLACEMENT = '\uFFFD';

    private final int[] codes;
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> codeOf = new HashMap<>();
    private int[] codeOfEntry = {};

    TextDecoder(int rows) {
        codes = new int[rows];
    }

    @Override
    public void dictionary(ByteSource source, int size) {
        if (size > source.remaining() / 4) {
            throw new IllegalArgumentException("a dictionary claims " + size + " texts");
        }
        codeOfEntry = new int[size];
        for (int entry = 0; entry < size; entry++) {
            codeOfEntry[entry] = code(text(source));
        }
    }

    @Override
    public void plain(ByteSource source, int at, int count) {
        for (int row = at; row < at + count; row++) {
            codes[row] = code(text(source));
        }
    }

    private int code(String text) {
        Integer known = codeOf.putIfAbsent(text, texts.size());
        if (known != null) {
            return known;
        }
        texts.add(text);
        return texts.size() - 1;
    }

    private static String text(ByteSource source) {
        int length = source.readInt();
        int start = source.pass(length);
        String text = new String(source.array(), start, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) { // which stands for itself, or for bytes that are no UTF-8
            byte[] again = text.getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(again, 0, again.length, source.array(), start, start + length)) {
                throw new IllegalArgumentException("a text is not UTF-8");
            }
        }
        return text;
    }

    @Override
    public void indexed(int[] indices, int at, int count) {
        for (int i = 0; i < count; i++) {
            codes[at + i] = codeOfEntry[indices[i]];
        }
    }

    @Override
    public void spread(BitSet nulls, int at, int rows, int present) {
        int from = at + present;
        for (int row = at + rows - 1; row >= from; row--) {
            codes[row] = nulls.get(row) ? StringColumn.NULL : codes[--from];
        }
    }

    @Override
    public Column column(BitSet nulls) {
        return new StringColumn(texts.toArray(String[]::new), codes);
    }
}
