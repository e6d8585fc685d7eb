package dev.tidemark.app.commands;

import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import java.util.List;
import java.util.Optional;

/// What the series of a dataset amount to.
///
/// @param minTime least time of all; meaningless without series
/// @param maxTime greatest time of all
record DatasetTotals(long series, long partitions, long rows, long bytes, long minTime, long maxTime) {
    static DatasetTotals of(Snapshot snapshot, DatasetName name) {
        List<SeriesSummary> summaries = snapshot.series(name).stream()
                .map((SeriesKey key) -> snapshot.summary(key))
                .flatMap(Optional::stream)
                .toList();
        return new DatasetTotals(
                summaries.size(),
                summaries.stream().mapToLong(SeriesSummary::partitions).sum(),
                summaries.stream().mapToLong(SeriesSummary::rows).sum(),
                summaries.stream().mapToLong(SeriesSummary::bytes).sum(),
                summaries.stream().mapToLong(SeriesSummary::minTime).min().orElse(0),
                summaries.stream().mapToLong(SeriesSummary::maxTime).max().orElse(0));
    }

    /// The dataset with its record.
    JsonObject json(DatasetName name, DatasetRecord record) {
        return new JsonObject()
                .put("dataset", name.toString())
                .put("sql_name", name.sqlName())
                .put("series", series)
                .put("partitions", partitions)
                .put("rows", rows)
                .put("bytes", bytes)
                .put("first", first(record))
                .put("last", last(record))
                .put("chunk", record.chunkSize().text())
                .put("derived", record.derived())
                .put("schema_version", record.schemaVersion())
                .put("schema", columns(record.schema()).stream())
                .put("identity", record.identity());
    }

    static List<JsonObject> columns(Schema schema) {
        return schema.fields().stream().map(DatasetTotals::column).toList();
    }

    private static JsonObject column(Field field) {
        return new JsonObject()
                .put("name", field.name())
                .put("type", field.type().text());
    }

    private Optional<String> first(DatasetRecord record) {
        return series == 0 ? Optional.empty() : Optional.of(HumanText.stored(record.schema(), minTime));
    }

    private Optional<String> last(DatasetRecord record) {
        return series == 0 ? Optional.empty() : Optional.of(HumanText.stored(record.schema(), maxTime));
    }

    void row(TextTable table, DatasetName name, DatasetRecord record) {
        table.row(
                name.toString(),
                HumanText.count(series),
                HumanText.count(partitions),
                HumanText.count(rows),
                HumanText.bytes(bytes),
                series == 0 ? "" : HumanText.shortStored(record.schema(), minTime),
                series == 0 ? "" : HumanText.shortStored(record.schema(), maxTime),
                record.chunkSize().text());
    }
}
