package dev.tidemark.build;

import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far the making of one series is. For the committing thread; only [#isFailed()] is asked by others.
final class SeriesProgress {
    /// The attribute that says which commit the inputs came from.
    static final String READ_AT = SeriesState.BUILD + "read_at";

    private final SeriesPlan plan;
    private final long readAt;
    private final SortedMap<String, Partition> partitions = new TreeMap<>();
    private final SortedMap<String, String> empties;
    private Optional<Digest> base;
    private int left;
    private boolean isDirty;
    private volatile boolean isFailed;

    SeriesProgress(SeriesPlan plan, long readAt) {
        this.plan = plan;
        this.readAt = readAt;
        this.base = plan.before().map(SeriesSummary::manifest);
        this.empties = new TreeMap<>(plan.empties());
        plan.current().map(Series::partitions).orElse(List.of()).forEach(p -> partitions.put(p.chunk(), p));
        this.left = (int) plan.partitions().stream()
                .filter(line -> line.want().isPresent())
                .count();
        this.isDirty = left == 0 && !plan.isDone(); // there is only something to take away
    }

    SeriesPlan plan() {
        return plan;
    }

    SeriesKey key() {
        return plan.key();
    }

    /// A partition is made, or known to have no rows.
    void made(MadePartition made) {
        made.partition()
                .ifPresentOrElse(
                        partition -> {
                            partitions.put(made.chunk(), partition);
                            empties.remove(made.chunk());
                        },
                        () -> {
                            partitions.remove(made.chunk());
                            empties.put(made.chunk(), made.key());
                        });
        left--;
        isDirty = true;
    }

    void fail() {
        isFailed = true;
    }

    boolean isFailed() {
        return isFailed;
    }

    /// Whether there is something to commit.
    boolean isDirty() {
        return isDirty;
    }

    boolean isFinished() {
        return left == 0 && !isFailed;
    }

    /// The edit that commits what is done so far. Partitions whose inputs are gone go when all others are made, so that
    /// no
    /// moment has less than it should.
    Optional<SeriesEdit> edit() {
        if (isFinished()) {
            plan.partitions().stream()
                    .filter(line -> line.action() == Action.REMOVE)
                    .forEach(line -> partitions.remove(line.chunk()));
        }
        if (partitions.isEmpty()) {
            return base.isEmpty() ? Optional.empty() : Optional.of(new SeriesEdit(key(), base, Optional.empty()));
        }
        DatasetRecord record = plan.recipe().record();
        SeriesState after = new SeriesState(
                record.schema(),
                record.schemaVersion(),
                record.chunkSize(),
                attributes(),
                List.copyOf(partitions.values()));
        return Optional.of(new SeriesEdit(key(), base, Optional.of(after)));
    }

    private SortedMap<String, String> attributes() {
        SortedMap<String, String> attributes = new TreeMap<>(plan.description().attributes());
        attributes.putAll(plan.facts());
        empties.forEach((chunk, key) -> attributes.put(SeriesPlanner.EMPTY + chunk, key));
        attributes.put(READ_AT, Long.toString(readAt));
        if (isFinished() && plan.isWhole()) {
            attributes.put(SeriesState.COMPLETE, plan.complete().hex());
        }
        return attributes;
    }

    /// What was dirty is committed.
    void committed(Optional<SeriesSummary> now) {
        base = now.map(SeriesSummary::manifest);
        isDirty = false;
    }
}
