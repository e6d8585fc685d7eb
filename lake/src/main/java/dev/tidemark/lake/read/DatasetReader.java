package dev.tidemark.lake.read;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.List;
import java.util.stream.Collectors;

/// A dataset as one snapshot holds it. Immutable; safe for any number of threads.
public final class DatasetReader {
    private static final int NAMED = 5;

    private final Snapshot snapshot;
    private final DatasetName name;
    private final DatasetRecord record;
    private final PartitionSource files;

    private DatasetReader(Snapshot snapshot, DatasetName name, DatasetRecord record, PartitionSource files) {
        this.snapshot = snapshot;
        this.name = name;
        this.record = record;
        this.files = files;
    }

    /// A dataset of a snapshot.
    ///
    /// @throws TidemarkException `NOT_FOUND`
    public static DatasetReader of(Snapshot snapshot, DatasetName name, PartitionSource files) {
        DatasetRecord record =
                snapshot.dataset(name).orElseThrow(() -> missing("dataset " + name, snapshot.datasets(), "the lake"));
        return new DatasetReader(snapshot, name, record, files);
    }

    public DatasetName name() {
        return name;
    }

    /// Columns, chunk size and identity.
    public DatasetRecord record() {
        return record;
    }

    /// The symbols of all series, sorted.
    public List<String> symbols() {
        return snapshot.series(name).stream().map(SeriesKey::symbol).toList();
    }

    public boolean contains(String symbol) {
        return SeriesKey.isSymbol(symbol)
                && snapshot.summary(new SeriesKey(name, symbol)).isPresent();
    }

    /// One series, all its columns. Reads the root of its manifest.
    ///
    /// @param symbol the symbol; [SeriesKey#NO_SYMBOL] for a dataset that has one series only
    /// @throws TidemarkException `NOT_FOUND`, or `BAD_NAME` for a text that no series can have as symbol
    public SeriesReader series(String symbol) {
        return snapshot.series(new SeriesKey(name, symbol))
                .map(series -> new SeriesReader(series, files))
                .orElseThrow(() -> missing("series " + name + "/" + symbol, symbols(), "the dataset"));
    }

    private static TidemarkException missing(String what, List<?> known, String whole) {
        String some = known.stream().limit(NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return new TidemarkException(
                ErrorCode.NOT_FOUND,
                "there is no " + what + "; " + whole + " has "
                        + (known.isEmpty() ? "none" : some + (known.size() > NAMED ? ", …" : "")));
    }
}
