package dev.tidemark.lake.parquet;

/// The header of a page that [ChunkEncoder] can have written.
///
/// @param dictionary        whether it is a dictionary page
/// @param uncompressedBytes length of the page before compression
/// @param fileBytes         length of the page in the file
/// @param values            entries of a dictionary; rows of a data page
/// @param indexed           whether a data page holds indices into the dictionary
record PageHeader(boolean dictionary, int uncompressedBytes, int fileBytes, int values, boolean indexed) {
    /// @throws IllegalArgumentException for anything else
    static PageHeader read(ThriftCompactReader thrift) {
        return new Parsing(thrift).header();
    }

    private static final class Parsing {
        private final ThriftCompactReader thrift;
        private int type = -1;
        private int uncompressedBytes = -1;
        private int fileBytes = -1;
        private int values = -1;
        private int encoding = -1;
        private int levels = ParquetFormat.RLE;

        Parsing(ThriftCompactReader thrift) {
            this.thrift = thrift;
        }

        PageHeader header() {
            thrift.beginStruct();
            for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
                switch (field) {
                    case 1 -> type = thrift.int32();
                    case 2 -> uncompressedBytes = thrift.int32();
                    case 3 -> fileBytes = thrift.int32();
                    case 5, 7 -> parseContent();
                    default -> thrift.skip();
                }
            }
            boolean dictionary = type == ParquetFormat.DICTIONARY_PAGE;
            boolean plain = encoding == ParquetFormat.PLAIN;
            boolean indexed = !dictionary && encoding == ParquetFormat.RLE_DICTIONARY;
            if ((!dictionary && type != ParquetFormat.DATA_PAGE)
                    || (!plain && !indexed)
                    || levels != ParquetFormat.RLE
                    || uncompressedBytes < 0
                    || fileBytes < 0
                    || values < 1) {
                throw new IllegalArgumentException("a page header says type " + type + ", encoding " + encoding + ", "
                        + values + " values, " + fileBytes + " of " + uncompressedBytes + " bytes");
            }
            return new PageHeader(dictionary, uncompressedBytes, fileBytes, values, indexed);
        }

        private void parseContent() {
            thrift.struct();
            for (int field = thrift.nextField(); field != 0; field = thrift.nextField()) {
                switch (field) {
                    case 1 -> values = thrift.int32();
                    case 2 -> encoding = thrift.int32();
                    case 3, 4 -> levels = thrift.int32() == ParquetFormat.RLE ? levels : -1;
                    default -> thrift.skip();
                }
            }
        }
    }
}
