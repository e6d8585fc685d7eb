package dev.tidemark.app.commands;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import java.util.List;
import java.util.Optional;

/// What a command is about: `bars/1d`, `bars/1d/AAPL.US` or `bars/1d/AAPL.US/all`.
///
/// @param dataset the dataset
/// @param symbol  empty for the whole dataset
/// @param chunk   empty for all chunks
record Target(DatasetName dataset, Optional<String> symbol, Optional<String> chunk) {
    private static final int DATASET_PARTS = 2;
    private static final int SERIES_PARTS = 3;
    private static final int PARTITION_PARTS = 4;

    /// @throws TidemarkException `BAD_NAME` for another form or a symbol that no lake takes
    static Target parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() < DATASET_PARTS || parts.size() > PARTITION_PARTS) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME,
                    "'" + text
                            + "' names nothing in a lake; expected DATASET, DATASET/SYMBOL or DATASET/SYMBOL/CHUNK,"
                            + " such as bars/1d/AAPL.US");
        }
        DatasetName dataset = new DatasetName(parts.get(0), parts.get(1));
        Optional<String> symbol = part(parts, SERIES_PARTS).map(s -> new SeriesKey(dataset, s).symbol());
        return new Target(dataset, symbol, part(parts, PARTITION_PARTS));
    }

    private static Optional<String> part(List<String> parts, int number) {
        return parts.size() < number ? Optional.empty() : Optional.of(parts.get(number - 1));
    }

    /// The series, when it names one.
    Optional<SeriesKey> series() {
        return symbol.map(s -> new SeriesKey(dataset, s));
    }

    @Override
    public String toString() {
        return dataset
                + symbol.map(s -> "/" + s).orElse("")
                + chunk.map(c -> "/" + c).orElse("");
    }
}
