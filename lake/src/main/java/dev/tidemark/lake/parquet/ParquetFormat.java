package dev.tidemark.lake.parquet;

/// Numbers of the Parquet format that both the writer and the reader of footers use.
final class ParquetFormat {
    /// `PAR1`, first and last in every file, as a little-endian number.
    static final int MAGIC = 0x31524150;

    static final int BOOLEAN = 0;
    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int DOUBLE = 5;
    static final int BYTE_ARRAY = 6;

    static final int REQUIRED = 0;
    static final int OPTIONAL = 1;

    static final int CONVERTED_UTF8 = 0;
    static final int CONVERTED_DATE = 6;
    static final int CONVERTED_TIMESTAMP_MICROS = 10;
    static final int CONVERTED_INT_32 = 17;
    static final int CONVERTED_INT_64 = 18;

    static final int LOGICAL_STRING = 1;
    static final int LOGICAL_DATE = 6;
    static final int LOGICAL_TIMESTAMP = 8;
    static final int UNIT_MICROS = 2;

    static final int PLAIN = 0;
    static final int RLE = 3;
    static final int RLE_DICTIONARY = 8;

    static final int UNCOMPRESSED = 0;
    static final int SNAPPY = 1;
    static final int ZSTD = 6;

    static final int DATA_PAGE = 0;
    static final int DICTIONARY_PAGE = 2;

    private ParquetFormat() {}
}
