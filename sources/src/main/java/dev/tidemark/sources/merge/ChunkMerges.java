package dev.tidemark.sources.merge;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.ingest.PartitionWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The chunks of one series, before and after its sources are united with them. For one thread.
final class ChunkMerges {
    private final MergeContext context;
    private final List<SeriesMerge.Part> parts;
    private final PartitionWriter writer;
    private final TableMerge.Rule rule;
    private final SortedMap<String, Partition> partitions = new TreeMap<>();
    private final Map<FindingCode, Long> findings = new TreeMap<>();
    private final RowCounts[] shares;
    private final long from;
    private final long to;
    private boolean isRestored;
    private long bytes;

    ChunkMerges(
            MergeContext context,
            SeriesKey key,
            DatasetRecord dataset,
            Optional<Series> current,
            List<SeriesMerge.Part> parts) {
        this.context = context;
        this.parts = parts;
        this.writer = new PartitionWriter(context.lake(), context.writer(), key, dataset, current);
        this.rule = TableMerge.Rule.of(key.dataset());
        this.shares = new RowCounts[parts.size()];
        Arrays.fill(shares, RowCounts.NONE);
        this.from = parts.stream().mapToLong(p -> p.rows().minTime()).min().orElseThrow();
        this.to = parts.stream().mapToLong(p -> p.rows().maxTime()).max().orElseThrow();
        current.ifPresent(series -> series.partitions().forEach(p -> partitions.put(p.chunk(), p)));
    }

    /// The chunks that may change.
    Set<String> labels() {
        Set<String> labels = new TreeSet<>();
        parts.forEach(part -> labels.addAll(part.rows().segments().keySet()));
        if (replacesRange()) {
            partitions.values().stream()
                    .filter(p -> p.maxTime() >= from && p.minTime() <= to)
                    .forEach(p -> labels.add(p.chunk()));
        }
        return labels;
    }

    /// Replacing rows with a key means: all between the first and the last row of the sources. Replacing ticks
    /// means
    /// the days that the sources hold.
    private boolean replacesRange() {
        return context.options().replaces() && rule == TableMerge.Rule.BY_KEY;
    }

    void merge(String label) throws IOException {
        List<Integer> holders = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Segment segment = parts.get(i).rows().segments().get(label);
            if (segment != null) {
                holders.add(i);
                segments.add(segment);
            }
        }
        ChunkResult result = segments.isEmpty()
                ? ChunkResult.cut(writer.held(label), from, to)
                : ChunkResult.of(
                        writer,
                        label,
                        ChunkUnion.of(segments, rule),
                        rule,
                        context.options().replaces(),
                        from,
                        to);
        put(label, result);
        if (holders.isEmpty()) {
            shares[0] = shares[0].plus(result.shares().getFirst());
        }
        for (int i = 0; i < holders.size(); i++) {
            int part = holders.get(i);
            shares[part] = shares[part].plus(result.shares().get(i));
        }
    }

    private void put(String label, ChunkResult result) {
        if (result.table().isEmpty()) {
            partitions.remove(label);
            return;
        }
        PartitionWriter.Finished done = writer.finish(label, result.table().get());
        partitions.put(label, done.partition());
        isRestored |= done.isRestored();
        bytes += done.writtenBytes();
        note(FindingCode.OBJECT_RESTORED, done.isRestored() ? 1 : 0);
        note(FindingCode.OLD_DATA_UNREADABLE, result.isOldUnreadable() ? 1 : 0);
        if (rule == TableMerge.Rule.BY_KEY) {
            note(FindingCode.DUPLICATE_TIMESTAMPS, done.duplicates());
        }
    }

    private void note(FindingCode code, long count) {
        if (count > 0) {
            findings.merge(code, count, Long::sum);
        }
    }

    SortedMap<String, Partition> partitions() {
        return partitions;
    }

    Map<FindingCode, Long> findings() {
        return findings;
    }

    List<RowCounts> shares() {
        return List.of(shares);
    }

    RowCounts total() {
        RowCounts total = RowCounts.NONE;
        for (RowCounts share : shares) {
            total = total.plus(share);
        }
        return total;
    }

    boolean isRestored() {
        return isRestored;
    }

    long bytes() {
        return bytes;
    }
}
