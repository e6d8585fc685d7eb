package dev.tidemark.recipes.universe;

import dev.tidemark.build.Inputs;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.Want;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.SeriesSummary;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.match.PriceDiagnosis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `universe/diagnostics`: what is to be said about each matched file, and what its export holds. A row depends on the
/// file's bytes; a folder of the tree is a fact: the digest of the names and digests of its matched files.
final class DiagnoseRecipe extends UniverseRecipe {
    static final String ID = "universe-diagnose";
    static final int VERSION = 1;
    private static final String PATH = "stooq_path";
    private static final String MISSING = "missing";

    private final Lake lake;
    private final PriceFiles prices;
    private final PastRows past;
    private final Consumer<RowWork> work;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private Assigned assigned = new Assigned(Optional.empty(), new TreeSet<>());
    private @Nullable SortedMap<String, String> facts;

    DiagnoseRecipe(Lake lake, PriceFiles prices, PastRows past, Consumer<RowWork> work) {
        super(
                ID,
                VERSION,
                UniverseTables.DIAGNOSTICS,
                UniverseTables.DIAGNOSTICS_SCHEMA,
                Map.of(UniverseTables.ASSIGNMENTS, List.of(PATH)));
        this.lake = lake;
        this.prices = prices;
        this.past = past;
        this.work = work;
    }

    @Override
    public Recipe checked() {
        return new DiagnoseRecipe(lake, prices, PastRows.NONE, work);
    }

    /// The matched files of one state of the assignments.
    private record Assigned(Optional<Digest> contents, SortedSet<String> paths) {}

    /// The matched files of a state; those of the last state that was asked for are kept.
    private synchronized SortedSet<String> paths(Snapshot snapshot) {
        Optional<Digest> contents = snapshot.summary(new SeriesKey(UniverseTables.ASSIGNMENTS, SeriesKey.NO_SYMBOL))
                .map(SeriesSummary::contents);
        if (contents.isEmpty() || !contents.equals(assigned.contents())) {
            assigned = new Assigned(contents, paths(lake, snapshot));
            facts = null;
        }
        return assigned.paths();
    }

    /// The matched files of a state.
    static SortedSet<String> paths(Lake lake, Snapshot snapshot) {
        SortedSet<String> paths = new TreeSet<>();
        UniverseTables.read(lake, snapshot, UniverseTables.ASSIGNMENTS, PATH)
                .ifPresent(table -> addPaths(paths, table));
        return paths;
    }

    private static void addPaths(SortedSet<String> paths, Table assignments) {
        for (int row = 0; row < assignments.rows(); row++) {
            String path = TableTexts.of(assignments, 0, row);
            if (!path.isEmpty()) {
                paths.add(path);
            }
        }
    }

    /// The same for one state, as digests are: a build asks several times.
    @Override
    synchronized SortedMap<String, String> facts(Snapshot snapshot) {
        SortedSet<String> paths = paths(snapshot);
        SortedMap<String, String> known = facts;
        if (known == null) {
            known = facts(paths);
            facts = known;
        }
        return known;
    }

    private SortedMap<String, String> facts(SortedSet<String> paths) {
        SortedMap<String, StringBuilder> folders = new TreeMap<>();
        for (String path : paths) {
            String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            folders.computeIfAbsent(folder, _ -> new StringBuilder())
                    .append(path)
                    .append(' ')
                    .append(prices.digest(path).map(Digest::hex).orElse(MISSING))
                    .append(ruleOf(path))
                    .append('\n');
        }
        SortedMap<String, String> facts = new TreeMap<>();
        folders.forEach((folder, files) -> facts.put(
                "prices " + folder,
                Digest.of(files.toString().getBytes(StandardCharsets.UTF_8)).shortHex()));
        facts.put("rule", prices.rule());
        return facts;
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        SortedSet<String> paths = new TreeSet<>();
        want.slices().forEach(slice -> addPaths(paths, inputs.read(slice)));
        TableBuilder rows = new TableBuilder(UniverseTables.DIAGNOSTICS_SCHEMA);
        long made = 0;
        for (String path : paths) {
            String digest = prices.digest(path).map(Digest::hex).orElse("");
            String key = key(path, digest);
            if (digest.isEmpty() || !past.append(key, rows)) {
                PriceFacts facts = prices.read(path);
                if (!facts.digest().map(Digest::hex).orElse("").equals(digest)) {
                    throw new RecipeException(
                            "source_changed", path + " changed while it was read; run the command again");
                }
                append(rows, path, digest, facts, key);
                made++;
            }
        }
        work.accept(new RowWork(made, paths.size() - made));
        return rows.build();
    }

    private String key(String path, String digest) {
        return keys.computeIfAbsent(path + "\n" + digest, _ -> key(prices.rules(path), path, digest));
    }

    /// The key of a row.
    ///
    /// @param rules  see [PriceFiles#rules]
    /// @param digest SHA-256 of the file's bytes, empty when it could not be read
    static String key(String rules, String path, String digest) {
        return PastRows.key(ID + " " + VERSION + "\n" + rules + "\n" + path + "\n" + digest);
    }

    /// The files that have to be read to make the table of a state: those with unknown bytes, and those without an
    /// earlier row.
    List<String> unread(Snapshot snapshot) {
        return paths(snapshot).stream()
                .filter(path -> prices.known(path)
                        .map(digest -> !past.holds(key(path, digest.hex())))
                        .orElse(true))
                .toList();
    }

    private static void append(TableBuilder rows, String path, String digest, PriceFacts facts, String key) {
        PriceDiagnosis diagnosis = facts.diagnosis();
        rows.setString(0, path);
        if (diagnosis.firstDay() != PriceDiagnosis.NO_DAY) {
            rows.setInt(1, Math.toIntExact(diagnosis.firstDay()));
            rows.setInt(2, Math.toIntExact(diagnosis.lastDay()));
        }
        rows.setLong(3, diagnosis.rows());
        rows.setString(4, diagnosis.status());
        rows.setString(5, diagnosis.flags());
        rows.setString(6, digest);
        rows.setString(7, facts.export().map(Digest::hex).orElse(""));
        rows.setLong(8, facts.exportBytes());
        rows.setString(9, key);
        rows.endRow();
    }
}
