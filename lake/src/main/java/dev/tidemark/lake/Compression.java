package dev.tidemark.lake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the pages of a dataset's files are compressed. What a partition holds, and so its content digest, does not
/// depend
/// on it; the bytes of its file do.
///
/// @param codec the format of a page
/// @param level for [Codec#ZSTD] 1 (fast) to 19 (small); 0 for the others
public record Compression(Codec codec, int level) {
    /// The format of a compressed page, as Parquet names it.
    public enum Codec {
        /// Pages as they are.
        NONE,
        /// The raw block format of Snappy: larger than Zstandard, quick everywhere, read by the oldest of readers.
        SNAPPY,
        /// A Zstandard frame with a checksum.
        ZSTD
    }

    /// What valid texts look like, for messages.
    public static final String EXPECTED = "zstd, zstd:1 to zstd:19, snappy or none";

    private static final int FASTEST = 1;
    private static final int SMALLEST = 19;

    /// Zstandard at level 1, the fastest.
    public static final Compression STANDARD = zstd(FASTEST);

    /// Zstandard at level 19: about a fifth smaller on prices than [#STANDARD], up to a hundred times slower to write,
    /// as
    /// quick to read; for what is written once.
    public static final Compression ARCHIVAL = zstd(SMALLEST);

    /// Snappy.
    public static final Compression SNAPPY = new Compression(Codec.SNAPPY, 0);

    /// Pages as they are.
    public static final Compression NONE = new Compression(Codec.NONE, 0);

    private static final Pattern ZSTD = Pattern.compile("zstd(?::([0-9]{1,2}))?");

    public Compression {
        boolean isLevel = codec == Codec.ZSTD ? level >= FASTEST && level <= SMALLEST : level == 0;
        if (!isLevel) {
            throw new IllegalArgumentException("level " + level + " of " + codec + "; expected " + EXPECTED);
        }
    }

    /// Zstandard at a level from 1 to 19.
    public static Compression zstd(int level) {
        return new Compression(Codec.ZSTD, level);
    }

    /// Parses `zstd` (level 1), `zstd:7`, `snappy` or `none`.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Compression parse(String text) {
        Matcher zstd = ZSTD.matcher(text);
        if (zstd.matches()) {
            return zstd.group(1) == null ? STANDARD : zstd(Integer.parseInt(zstd.group(1)));
        }
        return switch (text) {
            case "snappy" -> SNAPPY;
            case "none" -> NONE;
            default -> throw new IllegalArgumentException("'" + text + "' is no compression; expected " + EXPECTED);
        };
    }

    /// The canonical text, which [#parse] takes.
    public String text() {
        return switch (codec) {
            case NONE -> "none";
            case SNAPPY -> "snappy";
            case ZSTD -> "zstd:" + level;
        };
    }

    @Override
    public String toString() {
        return text();
    }
}
