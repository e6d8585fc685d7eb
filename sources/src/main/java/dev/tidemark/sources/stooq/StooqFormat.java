package dev.tidemark.sources.stooq;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The two forms of a dump's files, told apart by their first line.
public enum StooqFormat {
    /// As Stooq delivers it: compact dates, a period a row, times in the dump's zone.
    BULK("<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>", 4),
    /// The yearly archive made of it: daily bars with ISO dates.
    ARCHIVE("Date,Open,High,Low,Close,Volume,OpenInt", 1);

    private final String header;
    private final int fields;
    private final int firstNumber;

    StooqFormat(String header, int firstNumber) {
        this.header = header;
        this.fields = header.split(",", -1).length;
        this.firstNumber = firstNumber;
    }

    /// The form whose header a line is; case and outer spaces do not matter.
    public static Optional<StooqFormat> ofHeader(byte[] line, int from, int to) {
        if (to - from > 200) {
            return Optional.empty();
        }
        String text = new String(line, from, to - from, StandardCharsets.ISO_8859_1).strip();
        for (StooqFormat format : values()) {
            if (format.header.equalsIgnoreCase(text)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// The first line of its files.
    public String header() {
        return header;
    }

    /// Number of fields of a row.
    public int fields() {
        return fields;
    }

    /// Position of the open price; high, low, close, volume and open interest follow.
    public int firstNumber() {
        return firstNumber;
    }
}
