package dev.tidemark.query;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import java.util.ArrayList;
import java.util.List;

/// The table `datasets`: what the state holds.
final class DatasetTable {
    private static final String COLUMNS = "dataset, sql_name, series, partitions, \"rows\", bytes, chunk";

    private final Snapshot snapshot;

    DatasetTable(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    String select() {
        List<String> rows = new ArrayList<>();
        for (DatasetName name : snapshot.datasets()) {
            rows.add(row(name));
        }
        return rows.isEmpty()
                ? "SELECT '' AS dataset, '' AS sql_name, 0 AS series, 0 AS partitions, 0 AS \"rows\", 0 AS bytes, ''"
                        + " AS chunk WHERE false"
                : "SELECT * FROM (VALUES " + String.join(", ", rows) + ") AS d(" + COLUMNS + ")";
    }

    private String row(DatasetName name) {
        long series = 0;
        long partitions = 0;
        long rows = 0;
        long bytes = 0;
        for (SeriesKey key : snapshot.series(name)) {
            SeriesSummary summary = snapshot.summary(key).orElseThrow();
            series++;
            partitions += summary.partitions();
            rows += summary.rows();
            bytes += summary.bytes();
        }
        String chunk = snapshot.dataset(name).orElseThrow().chunkSize().text();
        return "('" + name + "', '" + name.sqlName() + "', " + series + ", " + partitions + ", " + rows + ", " + bytes
                + ", '" + chunk + "')";
    }
}
