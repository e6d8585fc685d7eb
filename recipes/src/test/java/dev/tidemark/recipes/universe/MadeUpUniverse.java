package dev.tidemark.recipes.universe;

import dev.tidemark.build.Build;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.BuildReport;
import dev.tidemark.build.Recipe;
import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.io.UnsyncedFileOps;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.IntColumn;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.match.LseCurrencyPolicy;
import dev.tidemark.market.match.MatchTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A lake with an index and instruments in few words, and the recipes that are built upon them.
final class MadeUpUniverse implements AutoCloseable {
    static final UniverseRules RULES = new UniverseRules(MatchTables.shipped(), LseCurrencyPolicy.BROKER, false);

    final Lake lake;
    final MadeUpPrices prices;

    MadeUpUniverse(Path folder, MadeUpPrices prices) {
        this.prices = prices;
        LakeOptions options = LakeOptions.defaults().withFiles(new UnsyncedFileOps());
        Lake.create(folder, options);
        lake = Lake.open(folder, options);
    }

    /// Makes the index these files: each `category/TICKER`, the region being the ticker's extension.
    void index(List<String> files) {
        TableBuilder rows = new TableBuilder(UniverseTables.INDEX_SCHEMA);
        for (String file : files.stream().sorted().toList()) {
            String ticker = file.substring(file.lastIndexOf('/') + 1);
            rows.setString(0, ticker);
            rows.setString(1, ticker);
            rows.setString(2, file);
            rows.setString(3, ticker.substring(ticker.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
            rows.setString(4, file.substring(0, file.lastIndexOf('/')));
            rows.setString(5, "");
            rows.endRow();
        }
        put(UniverseTables.INDEX, rows.build());
    }

    /// Makes the instruments these rows of one list: each `symbol,market,currency`.
    void instruments(List<String> rows) {
        TableBuilder table = new TableBuilder(UniverseTables.INSTRUMENTS_SCHEMA);
        for (String row : rows.stream().sorted().toList()) {
            String[] cells = row.split(",", -1);
            String[] all = {cells[0], "", cells[1], "Name of " + cells[0], cells[2], "", "list.csv"};
            for (int column = 0; column < all.length; column++) {
                table.setString(column, all[column]);
            }
            table.endRow();
        }
        put(UniverseTables.INSTRUMENTS, table.build());
    }

    /// Makes the registry's units these: each `TICKER,unit`.
    void units(List<String> rows) {
        TableBuilder table = new TableBuilder(UniverseTables.UNITS_SCHEMA);
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            table.setString(0, cells[0]);
            table.setString(1, cells[1]);
            table.endRow();
        }
        put(UniverseTables.UNITS, table.build());
    }

    private void put(DatasetName dataset, Table table) {
        SeriesKey key = new SeriesKey(dataset, SeriesKey.NO_SYMBOL);
        DatasetRecord record = UniverseTables.raw(table.schema());
        try (LakeWriter writer = lake.writer(new Job("test", "put"));
                LakeWriter.Lock _ = writer.lock(List.of(key))) {
            Optional<Digest> before = lake.head().summary(key).map(SeriesSummary::manifest);
            SeriesState state = new SeriesState(
                    table.schema(),
                    1,
                    record.chunkSize(),
                    new TreeMap<>(),
                    List.of(writer.write(key, record, UniverseTables.CHUNK, table, new TreeMap<>())));
            List<DatasetEdit> datasets = lake.head().dataset(dataset).isPresent()
                    ? List.of()
                    : List.of(new DatasetEdit(dataset, Optional.empty(), Optional.of(record)));
            CommitOutcome outcome =
                    writer.commit("put", datasets, List.of(new SeriesEdit(key, before, Optional.of(state))));
            if (!(outcome instanceof CommitOutcome.Committed) && !(outcome instanceof CommitOutcome.Nothing)) {
                throw new AssertionError(outcome);
            }
        }
    }

    /// Builds all, taking over what is there.
    SortedMap<DatasetName, RowWork> build(UniverseRules rules) {
        UniverseRecipes recipes = new UniverseRecipes(lake, rules, prices);
        succeed(run(List.of(recipes.matching(Optional.of(lake.head())))));
        succeed(run(recipes.reporting(lake.head(), Optional.of(lake.head())).recipes()));
        return recipes.work();
    }

    BuildReport run(List<Recipe> recipes) {
        BuildOptions options = BuildOptions.of("test").withThreads(1).allowingRemoval();
        return Build.run(lake, recipes, options, Progress.NONE);
    }

    private static void succeed(BuildReport report) {
        if (!report.failures().isEmpty()) {
            throw new AssertionError(report.failures());
        }
    }

    /// The content digest of each table.
    SortedMap<String, String> digests() {
        SortedMap<String, String> digests = new TreeMap<>();
        for (DatasetName dataset : lake.head().datasets()) {
            lake.head()
                    .series(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                    .flatMap(series -> series.partition(UniverseTables.CHUNK))
                    .ifPresent(partition -> digests.put(
                            dataset.toString(), partition.content().content().hex()));
        }
        return digests;
    }

    /// The rows of a table, cells of some columns joined by blanks; empty when there is no table.
    List<String> rows(DatasetName dataset, String... columns) {
        return lake.head()
                .series(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                .flatMap(series -> series.partition(UniverseTables.CHUNK)
                        .map(partition -> rows(lake.read(series, partition, List.of()), List.of(columns))))
                .orElse(List.of());
    }

    private static List<String> rows(Table table, List<String> columns) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(cell(table, table.schema().indexOf(column), row));
            }
            rows.add(String.join(" ", cells));
        }
        return rows;
    }

    private static String cell(Table table, int column, int row) {
        if (table.column(column).isNull(row)) {
            return "-";
        }
        return switch (table.column(column)) {
            case StringColumn texts -> String.valueOf(texts.text(row));
            case LongColumn longs -> Long.toString(longs.values()[row]);
            case IntColumn ints -> Integer.toString(ints.values()[row]);
            default -> throw new AssertionError("a universe has no such column");
        };
    }

    static String columns(Schema schema) {
        return String.join(",", schema.fields().stream().map(Field::name).toList());
    }

    @Override
    public void close() {
        lake.close();
    }
}
