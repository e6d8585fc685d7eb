package dev.tidemark.market.tick;

/// What the rows of a day are compared by, whatever their order. All sums wrap.
///
/// @param rows           number of rows, at least 1
/// @param min            smallest hash, as a signed number
/// @param max            largest hash
/// @param sum            sum of the hashes
/// @param sumOfAbsolutes sum of their absolute values
public record RowHashes(long rows, long min, long max, long sum, long sumOfAbsolutes) {
    /// The aggregate of some hashes.
    ///
    /// @throws IllegalArgumentException without any hash: a day without rows has no aggregate
    public static RowHashes of(long[] hashes) {
        if (hashes.length == 0) {
            throw new IllegalArgumentException("no rows, so nothing to aggregate");
        }
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        long sum = 0;
        long absolutes = 0;
        for (long hash : hashes) {
            min = Math.min(min, hash);
            max = Math.max(max, hash);
            sum += hash;
            absolutes += Math.abs(hash);
        }
        return new RowHashes(hashes.length, min, max, sum, absolutes);
    }

    /// The aggregate of both days' rows.
    public RowHashes plus(RowHashes other) {
        return new RowHashes(
                rows + other.rows,
                Math.min(min, other.min),
                Math.max(max, other.max),
                sum + other.sum,
                sumOfAbsolutes + other.sumOfAbsolutes);
    }
}
