package dev.tidemark.recipes.universe;

import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.match.IndexEntry;
import dev.tidemark.market.match.ListedInstrument;
import dev.tidemark.market.match.Match;
import dev.tidemark.market.match.MatchTables;
import dev.tidemark.market.match.Matcher;
import dev.tidemark.market.match.SourceIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// `universe/assignments`: the file of each instrument, or why there is none. A row depends on its instrument, the
/// rules and
/// the part of the index that it can see.
final class MatchRecipe extends UniverseRecipe {
    static final String ID = "universe-match";
    static final int VERSION = 2;

    private final MatchTables tables;
    private final String rules;
    private final PastRows past;
    private final Consumer<RowWork> work;

    MatchRecipe(MatchTables tables, PastRows past, Consumer<RowWork> work) {
        super(ID, VERSION, UniverseTables.ASSIGNMENTS, UniverseTables.ASSIGNMENTS_SCHEMA, read());
        this.tables = tables;
        this.rules = rules(tables);
        this.past = past;
        this.work = work;
    }

    private static Map<DatasetName, List<String>> read() {
        Map<DatasetName, List<String>> read = new LinkedHashMap<>();
        read.put(UniverseTables.INSTRUMENTS, columns(UniverseTables.INSTRUMENTS_SCHEMA));
        read.put(UniverseTables.INDEX, columns(UniverseTables.INDEX_SCHEMA));
        return read;
    }

    /// A short name of matching rules.
    static String rules(MatchTables tables) {
        return Digest.of(tables.text().getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    @Override
    public Recipe checked() {
        return new MatchRecipe(tables, PastRows.NONE, work);
    }

    @Override
    SortedMap<String, String> facts(Snapshot lake) {
        return new TreeMap<>(Map.of("matching_rules", rules));
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        Matcher matcher = new Matcher(index(want, inputs), tables);
        TableBuilder rows = new TableBuilder(UniverseTables.ASSIGNMENTS_SCHEMA);
        long made = 0;
        Table instruments = inputs.read(slice(want, UniverseTables.INSTRUMENTS).orElseThrow());
        for (int row = 0; row < instruments.rows(); row++) {
            ListedInstrument instrument = UniverseTables.instrument(instruments, row);
            String list = TableTexts.of(instruments, "source_file", row);
            String key = PastRows.key(ID + " " + VERSION + "\n" + rules + "\n" + list + "\n" + instrument + "\n"
                    + matcher.seen(instrument));
            if (!past.append(key, rows)) {
                append(rows, instrument.symbol(), list, matcher.match(instrument), key);
                made++;
            }
        }
        work.accept(new RowWork(made, instruments.rows() - made));
        return rows.build();
    }

    private static SourceIndex index(Want want, Inputs inputs) {
        List<IndexEntry> entries = new ArrayList<>();
        for (InputSlice slice : want.slices()) {
            if (slice.series().key().dataset().equals(UniverseTables.INDEX)) {
                entries.addAll(UniverseTables.entries(inputs.read(slice)));
            }
        }
        return SourceIndex.of(entries);
    }

    private static void append(TableBuilder rows, String symbol, String list, Match match, String key) {
        rows.setString(0, symbol);
        rows.setString(1, list);
        rows.setString(2, match.entry().map(IndexEntry::ticker).orElse(""));
        rows.setString(3, match.entry().map(IndexEntry::path).orElse(""));
        rows.setString(4, match.entry().map(IndexEntry::region).orElse(""));
        rows.setString(5, match.entry().map(IndexEntry::category).orElse(""));
        rows.setString(6, match.strategy());
        rows.setString(7, match.rule());
        rows.setString(8, match.reason());
        rows.setString(9, String.join(";", match.candidates()));
        rows.setString(10, key);
        rows.endRow();
    }
}
