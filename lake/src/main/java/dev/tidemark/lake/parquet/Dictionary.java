package dev.tidemark.lake.parquet;

/// The distinct values of a chunk in order of first appearance, and for each value its index among them.
///
/// A dictionary pays when its entries, the bit-packed indices and [#OVERHEAD] bytes of headers together take at most
/// half
/// of what the chunk takes in encoding `PLAIN`.
///
/// @param size    number of distinct values, at least one
/// @param entries the distinct values in encoding `PLAIN`
/// @param indices one a value; shared, may be longer than the chunk has values
@SuppressWarnings("ArrayRecordComponent") // never compared
record Dictionary(int size, byte[] entries, int[] indices) {
    /// What a dictionary page costs beside its content: page header and offset in the footer.
    static final int OVERHEAD = 32;

    int width() {
        return Hybrid.width(size);
    }

    static boolean pays(int size, long entryBytes, int count, long plainBytes) {
        return entryBytes + packedBytes(count, Hybrid.width(size)) + OVERHEAD <= plainBytes / 2;
    }

    static long packedBytes(int count, int width) {
        return ((long) count * width + 7) / 8;
    }
}
