package dev.tidemark.market.tick;

/// What a row of ticks is identified by in reports of equality: FNV-1a over 64-bit words, named `fnv1a64w`.
///
/// The words are the time and the 27 columns of type `double` in schema order, as IEEE-754 bits; `-0.0` counts as `0.0`
/// and null as the bits `7ff8000000000000`.
///
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", with words in the place of octets.
public final class RowHash {
    /// The name that reports give with the values.
    public static final String ALGORITHM = "fnv1a64w";

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 1_099_511_628_211L;

    private RowHash() {}

    /// The hash of each row.
    ///
    /// @throws IllegalArgumentException when one of the 27 columns is not here
    public static long[] of(TickColumns rows) {
        var hashes = new long[rows.rows()];
        long[] datetime = rows.datetime();
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = (OFFSET_BASIS ^ datetime[i]) * PRIME;
        }
        for (TickColumn column : TickColumn.numbers()) {
            mix(rows.column(column), hashes);
        }
        return hashes;
    }

    private static void mix(double[] values, long[] hashes) {
        for (int i = 0; i < hashes.length; i++) {
            long word = Double.doubleToLongBits(values[i] + 0.0);
            hashes[i] = (hashes[i] ^ word) * PRIME;
        }
    }
}
