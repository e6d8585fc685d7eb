package dev.tidemark.lake.parquet;

import dev.tidemark.lake.table.StringColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Texts in UTF-8. What stands in the column's own dictionary unused, twice or in another order makes no difference.
final class TextValues implements ChunkValues {
    /// Bounds longer than this are not stated.
    static final int LONGEST_BOUND = 64;

    private static final int UNSEEN = -1;

    private final List<byte[]> distinct = new ArrayList<>();
    private final int[] indices;
    private int count;
    private long plainBytes;
    private long distinctBytes;

    TextValues(StringColumn column, int from, int to) {
        indices = new int[to - from];
        Map<String, Integer> indexOf = new HashMap<>();
        int[] indexOfCode = new int[column.dictionary().length];
        Arrays.fill(indexOfCode, UNSEEN);
        for (int row = from; row < to; row++) {
            int code = column.codes()[row];
            if (code != StringColumn.NULL) {
                if (indexOfCode[code] == UNSEEN) {
                    indexOfCode[code] = indexOf.computeIfAbsent(column.dictionary()[code], this::add);
                }
                indices[count++] = indexOfCode[code];
                plainBytes += 4 + distinct.get(indexOfCode[code]).length;
            }
        }
    }

    private int add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        distinct.add(bytes);
        distinctBytes += 4 + bytes.length;
        return distinct.size() - 1;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void plain(ByteSink sink, int from, int to) {
        for (int i = from; i < to; i++) {
            plain(sink, distinct.get(indices[i]));
        }
    }

    private static void plain(ByteSink sink, byte[] text) {
        sink.putInt(text.length);
        sink.putBytes(text);
    }

    @Override
    public @Nullable Dictionary dictionary() {
        if (count == 0 || !Dictionary.pays(distinct.size(), distinctBytes, count, plainBytes)) {
            return null;
        }
        ByteSink entries = new ByteSink((int) distinctBytes);
        distinct.forEach(text -> plain(entries, text));
        return new Dictionary(distinct.size(), entries.array(), indices);
    }

    @Override
    public @Nullable Bounds bounds() {
        if (count == 0) {
            return null;
        }
        byte[] min = distinct.getFirst();
        byte[] max = min;
        for (byte[] text : distinct) {
            min = Arrays.compareUnsigned(text, min) < 0 ? text : min;
            max = Arrays.compareUnsigned(text, max) > 0 ? text : max;
        }
        return min.length > LONGEST_BOUND || max.length > LONGEST_BOUND ? null : new Bounds(min, max);
    }
}
