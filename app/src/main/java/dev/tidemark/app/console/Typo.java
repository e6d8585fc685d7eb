package dev.tidemark.app.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds what somebody meant to type.
public final class Typo {
    private static final int MOST = 3;

    private Typo() {}

    /// The nearest candidates, best first: at most three, and none that is far from the word.
    public static List<String> nearest(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, Math.min(3, wanted.length() / 3));
        Map<String, Integer> distances = candidates.stream()
                .distinct()
                .filter(c -> Math.abs(c.length() - word.length()) <= limit)
                .collect(Collectors.toMap(c -> c, c -> distance(wanted, c.toLowerCase(Locale.ROOT))));
        return distances.entrySet().stream()
                .filter(e -> e.getValue() <= limit)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// `; did you mean a or b?`, or nothing when no candidate is near.
    public static String hint(String word, Collection<String> candidates) {
        List<String> near = nearest(word, candidates);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other.
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(last[j], current[j - 1]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = current;
            current = spare;
        }
        return last[b.length()];
    }
}
