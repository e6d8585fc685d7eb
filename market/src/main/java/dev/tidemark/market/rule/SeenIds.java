package dev.tidemark.market.rule;

import java.util.HashSet;
import java.util.Set;

/// Which ids came before. Numbers that follow each other, as those of exchanges do, take less than a byte each: 64
/// neighbours share a word. Not thread-safe.
final class SeenIds {
    private static final int IDS_PER_WORD = 6;
    private static final int LONGEST_NUMBER = 18;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /// Words by their number; a word without an id is a free place.
    private long[] numbers = new long[64];

    private long[] words = new long[64];
    private int used;
    private final Set<String> others = new HashSet<>();

    /// Adds an id.
    ///
    /// @return whether it is new
    boolean add(String id) {
        return isNumber(id) ? add(Long.parseLong(id)) : others.add(id);
    }

    private boolean add(long id) {
        if (2 * used >= words.length) {
            grow();
        }
        int place = place(id >>> IDS_PER_WORD);
        long bit = 1L << id;
        boolean isNew = (words[place] & bit) == 0;
        used += words[place] == 0 ? 1 : 0;
        numbers[place] = id >>> IDS_PER_WORD;
        words[place] |= bit;
        return isNew;
    }

    private int place(long number) {
        int mask = words.length - 1;
        int place = (int) ((number * GOLDEN) >>> 32) & mask;
        while (words[place] != 0 && numbers[place] != number) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] oldNumbers = numbers;
        long[] oldWords = words;
        numbers = new long[2 * oldWords.length];
        words = new long[2 * oldWords.length];
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != 0) {
                int place = place(oldNumbers[i]);
                numbers[place] = oldNumbers[i];
                words[place] = oldWords[i];
            }
        }
    }

    /// Whether an id is the only text of its number: digits without a leading zero.
    private static boolean isNumber(String id) {
        if (id.isEmpty() || id.length() > LONGEST_NUMBER || (id.charAt(0) == '0' && id.length() > 1)) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
