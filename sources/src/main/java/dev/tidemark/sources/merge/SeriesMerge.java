package dev.tidemark.sources.merge;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.RowCounts;
import dev.tidemark.sources.SourceReport;
import dev.tidemark.sources.ingest.Decision;
import dev.tidemark.sources.ingest.PendingSeries;
import dev.tidemark.sources.ingest.SeriesDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Unites what the sources of a batch hold of one series with what the lake holds of it, chunk by chunk.
final class SeriesMerge {
    private final MergeContext context;
    private final SeriesKey key;
    private final List<Part> parts;
    private final int attempt;

    /// The rows of one source for the series.
    record Part(SourceLedger ledger, SeriesRows rows) {}

    /// @param parts at least one, in the order of the sources
    SeriesMerge(MergeContext context, SeriesKey key, List<Part> parts) {
        this(context, key, parts, 1);
    }

    private SeriesMerge(MergeContext context, SeriesKey key, List<Part> parts, int attempt) {
        this.context = context;
        this.key = key;
        this.parts = List.copyOf(parts);
        this.attempt = attempt;
    }

    /// Decides on the newest state of the lake.
    Decision decide() {
        context.stop().check();
        Snapshot head = context.head().get();
        try {
            Optional<Series> current = head.series(key);
            Optional<String> foreign = current.flatMap(this::foreignOrigin);
            if (foreign.isPresent()) {
                return refused(RefusalReason.OTHER_PROVIDER, foreign.get());
            }
            DatasetRecord dataset = context.datasets().record(head, key.dataset());
            ChunkSize cut = current.map(Series::chunkSize).orElse(dataset.chunkSize());
            if (parts.stream().anyMatch(part -> part.rows().chunkSize() != cut)) {
                return refused(RefusalReason.CONFLICT, key + " was cut anew meanwhile; import it again");
            }
            return decide(new ChunkMerges(context, key, recut(dataset, cut), current, parts), dataset, current);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot read back rows that were put aside: " + e, e);
        } catch (TidemarkException e) {
            if (e.code() == ErrorCode.DAMAGED || e.code() == ErrorCode.SCHEMA_MISMATCH) {
                return refused(RefusalReason.DAMAGED_SERIES, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static DatasetRecord recut(DatasetRecord dataset, ChunkSize cut) {
        return new DatasetRecord(dataset.schema(), dataset.schemaVersion(), cut, dataset.derived(), dataset.identity());
    }

    private Optional<String> foreignOrigin(Series series) {
        SortedMap<String, String> held = series.attributes();
        for (Part part : parts) {
            for (Map.Entry<String, String> wanted : part.rows().attributes().entrySet()) {
                String now = held.getOrDefault(wanted.getKey(), wanted.getValue());
                if (!now.equals(wanted.getValue())) {
                    return Optional.of(key + " has " + wanted.getKey() + " " + now + " and "
                            + part.ledger().source().name()
                            + " has " + wanted.getValue() + "; import into a variant, such as --dataset "
                            + key.dataset() + "-" + wanted.getValue().replaceAll("[^A-Za-z0-9_.-]", "_"));
                }
            }
        }
        return Optional.empty();
    }

    private Decision decide(ChunkMerges merges, DatasetRecord dataset, Optional<Series> current) throws IOException {
        for (String label : merges.labels()) {
            context.stop().check();
            merges.merge(label);
        }
        Optional<SeriesState> after = merges.partitions().isEmpty()
                ? Optional.empty()
                : Optional.of(new SeriesState(
                        dataset.schema(),
                        dataset.schemaVersion(),
                        parts.getFirst().rows().chunkSize(),
                        attributes(current),
                        List.copyOf(merges.partitions().values())));
        boolean isChanged = merges.isRestored() || !current.map(Series::state).equals(after);
        SeriesDraft draft = new SeriesDraft(
                key, dataset, current.map(Series::summary), after, isChanged, merges.total(), merges.bytes());
        if (draft.wouldShrink() && !context.options().allowsRemoval()) {
            return refused(RefusalReason.WOULD_SHRINK, shrinkMessage(draft));
        }
        merges.findings().forEach((code, count) -> parts.getFirst().ledger().note(code, count));
        Settled settlement = new Settled(merges.shares());
        if (!isChanged) {
            return new Decision(settlement.committed(), List.of());
        }
        SeriesMerge again = new SeriesMerge(context, key, parts, attempt + 1);
        return new Decision(List.of(), List.of(new PendingSeries(draft, settlement, _ -> again.decide(), attempt)));
    }

    private String shrinkMessage(SeriesDraft draft) {
        return key + " has " + draft.before().map(SeriesSummary::rows).orElse(0L) + " rows and would keep "
                + draft.after().map(SeriesState::rows).orElse(0L)
                + ", a loss of more than a tenth; give --allow-removal if that is right";
    }

    private SortedMap<String, String> attributes(Optional<Series> current) {
        SortedMap<String, String> attributes =
                new TreeMap<>(current.map(Series::attributes).orElseGet(TreeMap::new));
        parts.forEach(part -> attributes.putAll(part.rows().attributes()));
        return attributes;
    }

    private Decision refused(RefusalReason reason, String why) {
        return new Decision(new Settled(List.of()).refused(reason, why), List.of());
    }

    /// Tells the ledgers of the sources.
    private final class Settled implements PendingSeries.Settlement {
        private final List<RowCounts> shares;

        Settled(List<RowCounts> shares) {
            this.shares = shares;
        }

        @Override
        public List<SourceReport> committed() {
            List<SourceReport> complete = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).ledger().settled(shares.get(i)).ifPresent(complete::add);
            }
            return complete;
        }

        @Override
        public List<SourceReport> refused(RefusalReason reason, String why) {
            List<SourceReport> complete = new ArrayList<>();
            for (Part part : parts) {
                String message = "refused " + part.ledger().source().name() + ": " + why;
                part.ledger().refused(reason, message, part.rows().rows()).ifPresent(complete::add);
            }
            return complete;
        }
    }
}
