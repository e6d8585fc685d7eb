package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tidemark list [D]`.
@Command(
        name = "list",
        header = "The datasets of the lake, or the series of one.",
        exitCodeList = {"0:done", "6:no such dataset or revision"},
        footer = {"  tidemark list", "  tidemark list bars/1d --as-of 2024-10-29"})
final class ListCommand extends LakeCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DATASET",
            description = "Such as bars/1d; default: list the datasets.")
    private @Nullable String dataset;

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    ListCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Snapshot snapshot = asOf.of(lake);
        if (dataset == null) {
            datasets(snapshot);
        } else {
            series(snapshot, DatasetName.parse(dataset));
        }
        return DONE;
    }

    private void datasets(Snapshot snapshot) {
        TextTable table = new TextTable()
                .text("DATASET")
                .number("SERIES")
                .number("PARTITIONS")
                .number("ROWS")
                .number("SIZE")
                .text("FIRST")
                .text("LAST")
                .text("CHUNK");
        for (DatasetName name : snapshot.datasets()) {
            DatasetRecord record = Existing.dataset(snapshot, name);
            DatasetTotals totals = DatasetTotals.of(snapshot, name);
            if (json()) {
                console().print(totals.json(name, record));
            } else {
                totals.row(table, name, record);
            }
        }
        finish(table, "the lake is empty; `tidemark import stooq FILE` fills it");
    }

    private void series(Snapshot snapshot, DatasetName name) {
        Schema schema = Existing.dataset(snapshot, name).schema();
        TextTable table = new TextTable()
                .text("SYMBOL")
                .number("PARTITIONS")
                .number("ROWS")
                .number("SIZE")
                .text("FIRST")
                .text("LAST");
        for (SeriesKey key : snapshot.series(name)) {
            snapshot.summary(key).ifPresent(summary -> line(table, schema, key, summary));
        }
        finish(table, "dataset " + name + " has no series");
    }

    private void line(TextTable table, Schema schema, SeriesKey key, SeriesSummary summary) {
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("dataset", key.dataset().toString())
                            .put("symbol", key.symbol())
                            .put("rows", summary.rows())
                            .put("bytes", summary.bytes())
                            .put("partitions", summary.partitions())
                            .put("first", HumanText.stored(schema, summary.minTime()))
                            .put("last", HumanText.stored(schema, summary.maxTime())));
        } else {
            table.row(
                    key.symbol(),
                    HumanText.count(summary.partitions()),
                    HumanText.count(summary.rows()),
                    HumanText.bytes(summary.bytes()),
                    HumanText.shortStored(schema, summary.minTime()),
                    HumanText.shortStored(schema, summary.maxTime()));
        }
    }

    private void finish(TextTable table, String whenEmpty) {
        if (json()) {
            return;
        }
        if (table.isEmpty()) {
            console().note(whenEmpty);
        } else {
            table.print(console());
        }
    }
}
