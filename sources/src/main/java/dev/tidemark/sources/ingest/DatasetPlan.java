package dev.tidemark.sources.ingest;

import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.DatasetIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The records of the datasets that a run imports into: those of the lake, checked against what the sources say of
/// themselves,
/// and new ones that the first commit makes. Thread-safe.
public final class DatasetPlan {
    private final Function<DatasetName, DatasetRecord> fresh;
    private final Map<DatasetName, DatasetRecord> records = new ConcurrentHashMap<>();

    /// @param fresh the record that a new dataset would get
    public DatasetPlan(Function<DatasetName, DatasetRecord> fresh) {
        this.fresh = fresh;
    }

    /// The record to cut and write by.
    ///
    /// @throws TidemarkException `IDENTITY_MISMATCH` when the lake's dataset says another thing of its data than the
    /// source does
    public DatasetRecord record(Snapshot head, DatasetName name) {
        return records.computeIfAbsent(name, _ -> {
            DatasetRecord wanted = fresh.apply(name);
            return head.dataset(name).map(held -> checked(name, held, wanted)).orElse(wanted);
        });
    }

    private static DatasetRecord checked(DatasetName name, DatasetRecord held, DatasetRecord wanted) {
        if (held.derived()) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "cannot import into " + name + ": it is built by a recipe; choose another with --dataset");
        }
        List<String> differences =
                DatasetIdentity.differences(held.identity(), "the dataset", wanted.identity(), "the source");
        if (!differences.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.IDENTITY_MISMATCH,
                    "cannot import into " + name + ": " + String.join("; ", differences)
                            + "; import into a variant, such as --dataset " + name + "-2");
        }
        if (!held.schema().equals(wanted.schema())) {
            throw new TidemarkException(
                    ErrorCode.SCHEMA_MISMATCH,
                    "cannot import into " + name + ": its columns are "
                            + held.schema().text() + ", the source gives "
                            + wanted.schema().text());
        }
        return held;
    }

    /// Takes notice of datasets that others made or changed, and names those whose record moved: what was cut by the
    /// old one has to be
    /// decided again.
    ///
    /// @throws TidemarkException `IDENTITY_MISMATCH`
    void reconcile(Snapshot head, Collection<DatasetName> names) {
        for (DatasetName name : names) {
            head.dataset(name).ifPresent(held -> records.put(name, checked(name, held, fresh.apply(name))));
        }
    }

    /// Whether drafts cut by a record can be committed.
    boolean isCurrent(DatasetName name, DatasetRecord record) {
        return record.equals(records.get(name));
    }

    /// The edits that make the datasets that the lake lacks.
    List<DatasetEdit> edits(Snapshot head, Collection<DatasetName> names) {
        List<DatasetEdit> edits = new ArrayList<>();
        for (DatasetName name : new TreeSet<>(names)) {
            if (head.dataset(name).isEmpty()) {
                edits.add(new DatasetEdit(name, Optional.empty(), Optional.ofNullable(records.get(name))));
            }
        }
        return edits;
    }
}
