package dev.tidemark.app.universe;

import dev.tidemark.lake.CommitOutcome;
import dev.tidemark.lake.DatasetEdit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Job;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeWriter;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.SeriesEdit;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesState;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.instrument.Instrument;
import dev.tidemark.market.instrument.InstrumentRegistry;
import dev.tidemark.market.match.Isin;
import dev.tidemark.market.match.ListedInstrument;
import dev.tidemark.market.match.QuoteUnit;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.InstrumentRow;
import dev.tidemark.sources.universe.PathOrder;
import dev.tidemark.sources.universe.TreeFile;
import dev.tidemark.sources.universe.TreePlace;
import dev.tidemark.sources.universe.TreeScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/// Stores what a universe is made of: the index of the tree, the instruments, and the units of prices that the registry
/// knows. Equal contents are not stored again.
final class UniverseSources {
    private static final int MOST_CONFLICTS = 5;
    private static final Comparator<Listed> ORDER = Comparator.comparing(Listed::list)
            .thenComparing(row -> row.instrument().symbol())
            .thenComparing(row -> row.instrument().isin())
            .thenComparing(row -> row.instrument().market())
            .thenComparing(row -> row.instrument().name())
            .thenComparing(row -> row.instrument().currency());

    private final Lake lake;
    private final Map<String, Instrument> byTicker = new HashMap<>();
    private final Map<String, String> unitBySymbol = new HashMap<>();
    /// Empty where listings of one security have different units.
    private final Map<String, String> unitByIsin = new HashMap<>();

    UniverseSources(Lake lake, InstrumentRegistry registry) {
        this.lake = lake;
        for (Instrument row : newest(registry)) {
            byTicker.put(key(row.stooqTicker().isEmpty() ? row.symbol() : row.stooqTicker()), row);
            String unit = QuoteUnit.of(row.quoteUnit());
            String isin = Isin.canonical(row.isin());
            if (!unit.isEmpty()) {
                unitBySymbol.put(key(row.symbol()), unit);
            }
            if (!unit.isEmpty() && !isin.isEmpty()) {
                unitByIsin.merge(isin, unit, (one, other) -> one.equals(other) ? one : "");
            }
        }
    }

    /// The row of each symbol that holds from the latest day on.
    private static Collection<Instrument> newest(InstrumentRegistry registry) {
        Map<String, Instrument> rows = new LinkedHashMap<>();
        registry.rows().stream()
                .sorted(Comparator.comparing(Instrument::validFrom))
                .forEach(row -> rows.put(row.symbol(), row));
        return rows.values();
    }

    private static String key(String ticker) {
        return ticker.strip().toUpperCase(Locale.ROOT);
    }

    private record Listed(String list, ListedInstrument instrument) {}

    /// The index of a tree, by path.
    ///
    /// @param hidden paths that are taken to be there still, see [HiddenFiles]
    Table index(TreeScan scan, SortedSet<String> hidden) {
        TableBuilder rows = new TableBuilder(UniverseTables.INDEX_SCHEMA);
        Iterator<String> beside = hidden.iterator();
        String next = beside.hasNext() ? beside.next() : "";
        for (TreeFile file : scan.files()) {
            while (!next.isEmpty() && PathOrder.compare(next, file.path()) < 0) {
                entry(rows, next);
                next = beside.hasNext() ? beside.next() : "";
            }
            entry(rows, file.path());
        }
        while (!next.isEmpty()) {
            entry(rows, next);
            next = beside.hasNext() ? beside.next() : "";
        }
        return rows.build();
    }

    private void entry(TableBuilder rows, String path) {
        String ticker = TreeFile.tickerOf(path);
        TreePlace place = TreePlace.of(path);
        rows.setString(0, ticker);
        rows.setString(1, ticker);
        rows.setString(2, path);
        rows.setString(3, place.region());
        rows.setString(4, place.category());
        Instrument known = byTicker.get(ticker);
        rows.setString(5, known == null ? "" : known.isin());
        rows.endRow();
    }

    /// The instruments of lists, in an order of their own, so that the order of rows and columns in a list means
    /// nothing.
    Table instruments(List<InstrumentRow> rows) {
        List<Listed> listed = new ArrayList<>(rows.size());
        rows.forEach(row -> listed.add(new Listed(row.sourceFile(), instrument(row))));
        listed.sort(ORDER);
        TableBuilder table = new TableBuilder(UniverseTables.INSTRUMENTS_SCHEMA);
        for (Listed each : listed) {
            ListedInstrument instrument = each.instrument();
            table.setString(0, instrument.symbol());
            table.setString(1, instrument.isin());
            table.setString(2, instrument.market());
            table.setString(3, instrument.name());
            table.setString(4, instrument.currency());
            table.setString(5, instrument.quoteUnit());
            table.setString(6, each.list());
            table.endRow();
        }
        return table.build();
    }

    private ListedInstrument instrument(InstrumentRow row) {
        ListedInstrument listed =
                ListedInstrument.of(row.symbol(), row.isin(), row.market(), row.name(), row.currency());
        String ofIsin = unitByIsin.getOrDefault(Isin.canonical(row.isin()), "");
        return listed.withQuoteUnit(unitBySymbol.getOrDefault(key(row.symbol()), ofIsin));
    }

    /// The units of prices that the registry knows, by ticker.
    Table units() {
        TableBuilder rows = new TableBuilder(UniverseTables.UNITS_SCHEMA);
        new TreeMap<>(byTicker).forEach((ticker, known) -> {
            String unit = QuoteUnit.of(known.quoteUnit());
            if (!unit.isEmpty()) {
                rows.setString(0, ticker);
                rows.setString(1, unit);
                rows.endRow();
            }
        });
        return rows.build();
    }

    /// Stores tables whose content differs from the lake's, in one commit.
    ///
    /// @param tables an empty one takes its series away
    /// @return the commit's number; empty when all are equal
    Optional<Long> store(Map<DatasetName, Table> tables, String message) {
        Map<DatasetName, Table> changed = changed(lake.head(), tables);
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        try (LakeWriter writer = lake.writer(new Job("universe", message))) {
            for (int attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
                switch (commit(writer, changed, message)) {
                    case CommitOutcome.Committed committed -> {
                        return Optional.of(committed.commit().number());
                    }
                    case CommitOutcome.Nothing _ -> {
                        return Optional.empty();
                    }
                    case CommitOutcome.Conflict _ -> {
                        // somebody was faster; once more on the newest state
                    }
                    case CommitOutcome.Unknown unknown ->
                        throw new TidemarkException(
                                ErrorCode.COMMIT_UNKNOWN,
                                "it could not be learnt whether commit " + unknown.commitId() + " happened ("
                                        + unknown.message() + "); run the command again, nothing is lost or doubled");
                }
            }
        }
        throw new TidemarkException(
                ErrorCode.CONFLICT, "other writers were faster " + MOST_CONFLICTS + " times; run the command again");
    }

    private static Map<DatasetName, Table> changed(Snapshot head, Map<DatasetName, Table> tables) {
        Map<DatasetName, Table> changed = new TreeMap<>();
        tables.forEach((dataset, table) -> {
            Optional<Digest> before = head.series(key(dataset))
                    .flatMap(series -> series.partition(UniverseTables.CHUNK))
                    .map(partition -> partition.content().content());
            Optional<Digest> after = table.rows() == 0
                    ? Optional.empty()
                    : Optional.of(ContentDigest.of(table).content());
            if (!before.equals(after)) {
                changed.put(dataset, table);
            }
        });
        return changed;
    }

    private static SeriesKey key(DatasetName dataset) {
        return new SeriesKey(dataset, SeriesKey.NO_SYMBOL);
    }

    private static CommitOutcome commit(LakeWriter writer, Map<DatasetName, Table> tables, String message) {
        Snapshot head = writer.refresh();
        List<DatasetEdit> datasets = new ArrayList<>();
        List<SeriesEdit> edits = new ArrayList<>();
        Set<SeriesKey> keys =
                Set.copyOf(tables.keySet().stream().map(UniverseSources::key).toList());
        tables.forEach((dataset, table) -> {
            Schema schema = table.schema();
            DatasetRecord record = head.dataset(dataset).orElseGet(() -> UniverseTables.raw(schema));
            if (head.dataset(dataset).isEmpty()) {
                datasets.add(new DatasetEdit(dataset, Optional.empty(), Optional.of(record)));
            }
            SeriesKey key = key(dataset);
            Optional<Digest> before = head.summary(key).map(SeriesSummary::manifest);
            if (table.rows() > 0) {
                Partition partition = writer.write(key, record, UniverseTables.CHUNK, table, new TreeMap<>());
                SeriesState state = new SeriesState(
                        schema, record.schemaVersion(), record.chunkSize(), new TreeMap<>(), List.of(partition));
                edits.add(new SeriesEdit(key, before, Optional.of(state)));
            } else if (before.isPresent()) {
                edits.add(new SeriesEdit(key, before, Optional.empty()));
            }
        });
        try (LakeWriter.Lock _ = writer.lock(keys)) {
            return writer.commit(message, datasets, edits);
        }
    }
}
