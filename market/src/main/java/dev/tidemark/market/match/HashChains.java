package dev.tidemark.market.match;

import java.util.Arrays;

/// Numbers 0, 1, … by hash: those of one slot are chained. Not safe for threads until all are added.
final class HashChains {
    /// What follows the last number of a chain.
    static final int END = -1;

    private final int[] first;
    private final int[] next;

    /// @param size how many numbers there are at most
    HashChains(int size) {
        first = new int[Math.max(16, Integer.highestOneBit(Math.max(1, size)) << 1)];
        Arrays.fill(first, END);
        next = new int[size];
    }

    /// Adds a number, once.
    void add(int number, int hash) {
        int slot = slot(hash);
        next[number] = first[slot];
        first[slot] = number;
    }

    /// The first number that may have a hash, or [#END].
    int start(int hash) {
        return first[slot(hash)];
    }

    /// The next number that may have the same hash, or [#END].
    int after(int number) {
        return next[number];
    }

    private int slot(int hash) {
        return (hash ^ (hash >>> 16)) & (first.length - 1);
    }
}
