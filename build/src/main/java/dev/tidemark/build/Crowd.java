package dev.tidemark.build;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;

/// The slices of one output that reads a great many series, such as a month of all symbols. They are looked up again
/// when they are asked for, so that a plan over all months holds a number for each, not what the manifests say.
///
/// Slices stand in the order of their series. Thread-safe.
public final class Crowd extends AbstractList<InputSlice> implements RandomAccess {
    private final Gathering gathering;
    private final String chunk;
    private final Digest digest;
    private final long rows;
    private final int[] members;

    private Crowd(Gathering gathering, String chunk, Digest digest, long rows, int[] members) {
        this.gathering = gathering;
        this.chunk = chunk;
        this.digest = digest;
        this.rows = rows;
        this.members = members;
    }

    /// Digest of the names, rows and digests of all slices.
    public Digest digest() {
        return digest;
    }

    /// Rows of all slices together.
    public long rows() {
        return rows;
    }

    /// The place of a slice's series among all that are read: neighbours with equal numbers are of one series.
    public int seriesOf(int index) {
        return members[index];
    }

    @Override
    public int size() {
        return members.length;
    }

    @Override
    public InputSlice get(int index) {
        int first = index;
        while (first > 0 && members[first - 1] == members[index]) {
            first--;
        }
        Series series = gathering.open(members[index]);
        return gathering.slicer.slices(series, chunk).get(index - first);
    }

    /// Says what an output reads of a series.
    public interface Slicer {
        /// The chunks that read something of a series.
        List<String> chunks(Series series);

        /// What a chunk reads of it, in order; at least one slice for each of [#chunks(Series)].
        List<InputSlice> slices(Series series, String chunk);
    }

    /// Goes through series once and gives the wants of all chunks.
    ///
    /// @param keys in the order in which slices shall stand; series that do not exist are passed over
    public static List<Want> wants(Snapshot snapshot, List<SeriesKey> keys, Slicer slicer) {
        return new Gathering(snapshot, keys, slicer).wants();
    }

    /// What all crowds of a plan share.
    private static final class Gathering {
        private final Snapshot snapshot;
        private final List<SeriesKey> keys;
        private final Slicer slicer;
        private final SortedMap<String, Members> byChunk = new TreeMap<>();
        private int opened = -1;
        private Optional<Series> open = Optional.empty();

        Gathering(Snapshot snapshot, List<SeriesKey> keys, Slicer slicer) {
            this.snapshot = snapshot;
            this.keys = List.copyOf(keys);
            this.slicer = slicer;
        }

        /// A series, kept until another one is asked for.
        synchronized Series open(int number) {
            if (opened != number) {
                open = snapshot.series(keys.get(number));
                opened = number;
            }
            return open.orElseThrow();
        }

        List<Want> wants() {
            for (int number = 0; number < keys.size(); number++) {
                Optional<Series> series = snapshot.series(keys.get(number));
                if (series.isPresent()) {
                    for (String chunk : slicer.chunks(series.get())) {
                        Members members = byChunk.computeIfAbsent(chunk, _ -> new Members());
                        for (InputSlice slice : slicer.slices(series.get(), chunk)) {
                            members.add(number, slice);
                        }
                    }
                }
            }
            List<Want> wants = new ArrayList<>();
            byChunk.forEach((chunk, members) -> wants.add(Want.of(chunk, members.crowd(this, chunk))));
            return wants;
        }
    }

    /// Who belongs to one chunk.
    private static final class Members {
        private final MessageDigest digest = Digest.sha256();
        private int[] numbers = new int[4];
        private int count;
        private long rows;

        void add(int number, InputSlice slice) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
            rows += slice.rows();
            digest.update((Lineage.Input.of(slice).text() + "\n").getBytes(StandardCharsets.UTF_8));
        }

        Crowd crowd(Gathering gathering, String chunk) {
            return new Crowd(gathering, chunk, Digest.wrap(digest.digest()), rows, Arrays.copyOf(numbers, count));
        }
    }
}
