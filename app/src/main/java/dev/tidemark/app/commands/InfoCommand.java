package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Schema;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tidemark info D[/SYMBOL]`.
@Command(
        name = "info",
        header = "What a dataset or a series is: schema, identity, partitions with their digests.",
        exitCodeList = {"0:done", "2:not a name", "6:no such dataset, series or revision"},
        footer = {"  tidemark info bars/1d", "  tidemark --json info bars/1d/AAPL.US --as-of 41"})
final class InfoCommand extends LakeCommand {
    private static final int MOST_PARTITIONS = 40;

    @Parameters(index = "0", paramLabel = "D[/SYMBOL]", description = "Such as bars/1d or bars/1d/AAPL.US.")
    private String target = "";

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    InfoCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Target named = Target.parse(target);
        if (named.chunk().isPresent()) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME, "'" + target + "' names a partition; expected DATASET or DATASET/SYMBOL");
        }
        Snapshot snapshot = asOf.of(lake);
        named.series()
                .ifPresentOrElse(
                        key -> series(Existing.series(snapshot, key)), () -> dataset(snapshot, named.dataset()));
        return DONE;
    }

    private void dataset(Snapshot snapshot, DatasetName name) {
        DatasetRecord record = Existing.dataset(snapshot, name);
        DatasetTotals totals = DatasetTotals.of(snapshot, name);
        if (json()) {
            console().print(totals.json(name, record));
            return;
        }
        console().print(console().style().bold(name.toString()));
        line("in SQL", name.sqlName());
        line("series", HumanText.count(totals.series()));
        line("rows", HumanText.count(totals.rows()));
        line("size", HumanText.bytes(totals.bytes()) + " in " + HumanText.count(totals.partitions(), "partitions"));
        line("chunk", record.chunkSize().text());
        line("kind", record.derived() ? "derived" : "imported");
        schema(record.schema(), record.schemaVersion());
        record.identity().forEach(this::line);
    }

    private void series(Series series) {
        if (json()) {
            console().print(json(series));
            return;
        }
        SeriesSummary summary = series.summary();
        console().print(console().style().bold(series.key().toString()));
        line("rows", HumanText.count(summary.rows()));
        line("size", HumanText.bytes(summary.bytes()) + " in " + HumanText.count(summary.partitions(), "partitions"));
        line("first", HumanText.shortStored(series.schema(), summary.minTime()));
        line("last", HumanText.shortStored(series.schema(), summary.maxTime()));
        line("chunk", series.chunkSize().text());
        line("manifest", summary.manifest().shortHex());
        schema(series.schema(), series.schemaVersion());
        series.attributes().forEach((name, value) -> {
            if (!name.startsWith(SeriesState.BUILD)) {
                line(name, value);
            }
        });
        console().print("");
        partitions(series);
    }

    private void line(String name, String value) {
        console().print("  " + name + " ".repeat(Math.max(1, 12 - name.length())) + value);
    }

    private void schema(Schema schema, int version) {
        line("schema", "version " + version + ", hash " + schema.hash());
        line(
                "columns",
                schema.fields().stream()
                        .map(f -> f.name() + " " + f.type().text())
                        .collect(Collectors.joining(", ")));
    }

    private void partitions(Series series) {
        TextTable table = new TextTable()
                .text("CHUNK")
                .number("ROWS")
                .number("SIZE")
                .text("FIRST")
                .text("LAST")
                .text("FILE")
                .text("CONTENT");
        List<Partition> all = series.partitions();
        List<Partition> shown = all.subList(Math.max(0, all.size() - MOST_PARTITIONS), all.size());
        for (Partition p : shown) {
            table.row(
                    p.chunk(),
                    HumanText.count(p.rows()),
                    HumanText.bytes(p.bytes()),
                    HumanText.shortStored(series.schema(), p.minTime()),
                    HumanText.shortStored(series.schema(), p.maxTime()),
                    p.file().shortHex(),
                    p.content().content().shortHex());
        }
        table.print(console());
        if (shown.size() < all.size()) {
            console()
                    .note("the newest " + shown.size() + " of " + HumanText.count(all.size())
                            + " partitions; --json shows all");
        }
    }

    private static JsonObject json(Series series) {
        SeriesSummary summary = series.summary();
        return new JsonObject()
                .put("dataset", series.key().dataset().toString())
                .put("symbol", series.key().symbol())
                .put("rows", summary.rows())
                .put("bytes", summary.bytes())
                .put("first", HumanText.stored(series.schema(), summary.minTime()))
                .put("last", HumanText.stored(series.schema(), summary.maxTime()))
                .put("chunk", series.chunkSize().text())
                .put("manifest", summary.manifest().hex())
                .put("schema_version", series.schemaVersion())
                .put("schema_hash", series.schema().hash())
                .put("schema", DatasetTotals.columns(series.schema()).stream())
                .put("attributes", series.attributes())
                .put("partitions", series.partitions().stream().map(p -> json(series.schema(), p)));
    }

    private static JsonObject json(Schema schema, Partition partition) {
        return new JsonObject()
                .put("chunk", partition.chunk())
                .put("rows", partition.rows())
                .put("bytes", partition.bytes())
                .put("file_digest", partition.file().hex())
                .put("content_digest", partition.content().content().hex())
                .put("min_time", HumanText.stored(schema, partition.minTime()))
                .put("max_time", HumanText.stored(schema, partition.maxTime()))
                .put("attributes", partition.attributes());
    }
}
