package dev.tidemark.recipes;

import dev.tidemark.build.Crowd;
import dev.tidemark.build.Description;
import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `panel/<name>`: all symbols of a dataset, ordered by time and then symbol, so that a cross-section of thousands of
/// them is one scan. Several datasets with the same rows, such as features and labels, are joined row by row.
final class PanelRecipe extends RecordedRecipe {
    static final String ID = "panel";
    static final String DATASETS = "datasets";
    static final String COLUMNS = "columns";
    static final String SEQ = "source_seq";
    static final String IMPUTED = "imputed";
    static final String EXCLUDED = "excluded";

    private static final int VERSION = 1;
    private static final String SYMBOL = "symbol";
    /// Values that a partition may have: 33,554,432, 256 MB.
    private static final long MOST_CELLS = 1L << 25;
    /// What datasets that are joined have to agree on.
    private static final List<String> OF_SERIES = List.of(BuildId.SCHEDULE_HASH, ContinuousRecipe.L5_START);

    private final List<DatasetName> datasets;
    private final PanelSource source;
    private final List<List<Field>> fields;

    private PanelRecipe(
            DatasetName output,
            DatasetRecord record,
            List<DatasetName> datasets,
            PanelSource source,
            List<List<Field>> fields) {
        super(ID, VERSION, output, record);
        this.datasets = datasets;
        this.source = source;
        this.fields = fields;
    }

    /// A panel.
    ///
    /// @param name     of its dataset in the group `panel`
    /// @param datasets what it is made of, with their records; at least one
    /// @param columns  those that it has beside symbol and time; all when empty
    /// @param excludesImputed whether rows that a fill made are left out
    /// @throws IllegalArgumentException when the datasets do not belong together, or lack a column
    static PanelRecipe of(
            String name, Map<DatasetName, DatasetRecord> datasets, List<String> columns, boolean excludesImputed) {
        Map.Entry<DatasetName, DatasetRecord> first =
                datasets.entrySet().iterator().next();
        boolean isDaily = first.getValue().chunkSize() == ChunkSize.DAY;
        datasets.forEach((other, record) -> requireAlike(first, other, record, datasets.size() > 1));
        if (excludesImputed) {
            requireFlags(datasets);
        }
        List<List<Field>> fields = fields(datasets, columns);
        Map<DatasetName, List<String>> read = new LinkedHashMap<>();
        int place = 0;
        for (Map.Entry<DatasetName, DatasetRecord> dataset : datasets.entrySet()) {
            read.put(dataset.getKey(), PanelSource.columnsOf(dataset.getValue(), fields.get(place++), excludesImputed));
        }
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(RECIPE, ID);
        identity.put(
                DATASETS, datasets.keySet().stream().map(DatasetName::toString).collect(Collectors.joining(",")));
        if (!columns.isEmpty()) {
            identity.put(COLUMNS, String.join(",", columns));
        }
        if (excludesImputed) {
            identity.put(IMPUTED, EXCLUDED);
        }
        DatasetRecord record = new DatasetRecord(
                schema(first.getValue().schema(), isDaily, fields, List.copyOf(datasets.keySet())),
                1,
                isDaily ? ChunkSize.DAY : ChunkSize.MONTH,
                true,
                identity);
        return new PanelRecipe(
                new DatasetName(ID, name),
                record,
                List.copyOf(datasets.keySet()),
                new PanelSource(read, isDaily, excludesImputed),
                fields);
    }

    private static void requireFlags(Map<DatasetName, DatasetRecord> datasets) {
        Map.Entry<DatasetName, DatasetRecord> first =
                datasets.entrySet().iterator().next();
        if (datasets.size() > 1 || first.getValue().schema().indexOf(IMPUTED) < 0) {
            throw new IllegalArgumentException("imputed rows can be left out of a panel of one dataset that flags them,"
                    + " such as bars/1d, and not of " + datasets.keySet());
        }
    }

    private static void requireAlike(
            Map.Entry<DatasetName, DatasetRecord> first, DatasetName other, DatasetRecord record, boolean isJoin) {
        String time = PanelSource.timeOf(record.schema());
        if (record.schema().indexOf(SYMBOL) < 0) {
            throw new IllegalArgumentException(other + " has no symbols");
        }
        if (isJoin && record.chunkSize() != ChunkSize.DAY) {
            throw new IllegalArgumentException(
                    other + " is cut by " + record.chunkSize().text()
                            + "; only datasets that are cut by day, such as features and labels, are joined");
        }
        if (!time.equals(PanelSource.timeOf(first.getValue().schema()))) {
            throw new IllegalArgumentException(other + " has another time column than " + first.getKey());
        }
        String source = first.getValue().identity().getOrDefault(TickRecipe.SOURCE, "");
        String others = record.identity().getOrDefault(TickRecipe.SOURCE, "");
        if (!source.equals(others)) {
            throw mismatch(first.getKey() + " and " + other, TickRecipe.SOURCE, source, others);
        }
    }

    private static TidemarkException mismatch(String what, String field, String one, String other) {
        return new TidemarkException(
                ErrorCode.CONFIG_MISMATCH,
                what + " do not belong together: " + field + " '" + one + "' and '" + other
                        + "'; build both from the same, then the panel");
    }

    /// The columns that each dataset gives, without symbol and time; a key column of several is the first one's.
    private static List<List<Field>> fields(Map<DatasetName, DatasetRecord> datasets, List<String> columns) {
        List<String> missing = new ArrayList<>(columns);
        List<List<Field>> fields = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(List.of(SYMBOL));
        for (DatasetRecord record : datasets.values()) {
            keys.add(PanelSource.timeOf(record.schema()));
            List<Field> own = record.schema().fields().stream()
                    .filter(field -> !keys.contains(field.name()))
                    .filter(field -> columns.isEmpty() || columns.contains(field.name()))
                    .toList();
            own.forEach(field -> missing.remove(field.name()));
            fields.add(own);
            keys.addAll(List.of("underlying_contract", TickInput.SEGMENT));
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("there is no column " + String.join(", ", missing) + " in "
                    + datasets.keySet().stream().map(DatasetName::toString).collect(Collectors.joining(", ")));
        }
        return fields;
    }

    /// Symbol, time, the row's place in its partition where partitions are days, then the datasets' columns. A name
    /// that
    /// stands before gets the dataset's group in front.
    private static Schema schema(Schema first, boolean isDaily, List<List<Field>> fields, List<DatasetName> datasets) {
        List<Field> all = new ArrayList<>();
        all.add(new Field(SYMBOL, ColumnType.STRING));
        all.add(first.field(PanelSource.timeOf(first)).orElseThrow());
        if (isDaily) {
            all.add(new Field(SEQ, ColumnType.INT64));
        }
        TreeSet<String> names = new TreeSet<>();
        all.forEach(field -> names.add(field.name()));
        for (int i = 0; i < datasets.size(); i++) {
            for (Field field : fields.get(i)) {
                String name =
                        names.add(field.name()) ? field.name() : datasets.get(i).group() + "_" + field.name();
                names.add(name);
                all.add(new Field(name, field.type()));
            }
        }
        return new Schema(all, first.timeColumn());
    }

    @Override
    public List<DatasetName> inputs() {
        return datasets;
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return lake.series(datasets.getFirst()).isEmpty() ? List.of() : List.of(SeriesKey.NO_SYMBOL);
    }

    /// The series that are read: those whose symbol all datasets have, a symbol's series together.
    private List<SeriesKey> keys(Snapshot lake) {
        TreeSet<String> symbols = new TreeSet<>();
        lake.series(datasets.getFirst()).forEach(key -> symbols.add(key.symbol()));
        for (DatasetName other : datasets.subList(1, datasets.size())) {
            symbols.retainAll(lake.series(other).stream().map(SeriesKey::symbol).collect(Collectors.toSet()));
        }
        List<SeriesKey> keys = new ArrayList<>();
        for (String symbol : symbols) {
            datasets.forEach(dataset -> keys.add(new SeriesKey(dataset, symbol)));
        }
        return keys;
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return SeriesInputs.of(keys(lake));
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        List<SeriesKey> keys = keys(snapshot);
        if (datasets.size() > 1) {
            requireSameOrigin(snapshot, keys);
            return Crowd.wants(snapshot, keys, new Joined(snapshot));
        }
        return Crowd.wants(snapshot, keys, source);
    }

    private void requireSameOrigin(Snapshot snapshot, List<SeriesKey> keys) {
        for (int i = 0; i < keys.size(); i += datasets.size()) {
            Series first = snapshot.series(keys.get(i)).orElseThrow();
            for (int other = 1; other < datasets.size(); other++) {
                Series second = snapshot.series(keys.get(i + other)).orElseThrow();
                for (String field : OF_SERIES) {
                    String one = first.attributes().getOrDefault(field, "");
                    String two = second.attributes().getOrDefault(field, "");
                    if (!one.equals(two)) {
                        throw mismatch(first.key() + " and " + second.key(), field, one, two);
                    }
                }
            }
        }
    }

    /// Of a symbol the days that all datasets have.
    private final class Joined implements Crowd.Slicer {
        private final Snapshot snapshot;

        Joined(Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public List<String> chunks(Series series) {
            List<String> chunks = new ArrayList<>(source.chunks(series));
            for (DatasetName other : datasets) {
                if (!other.equals(series.key().dataset())) {
                    Optional<Series> beside =
                            snapshot.series(new SeriesKey(other, series.key().symbol()));
                    chunks.retainAll(
                            beside.map(source::chunks).map(TreeSet::new).orElseGet(TreeSet::new));
                }
            }
            return chunks;
        }

        @Override
        public List<InputSlice> slices(Series series, String chunk) {
            return source.slices(series, chunk);
        }
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        TreeSet<String> complete = new TreeSet<>();
        keys(snapshot).forEach(key -> complete.add(key.symbol()));
        List<String> notes = new ArrayList<>();
        for (DatasetName dataset : datasets) {
            List<String> left = snapshot.series(dataset).stream()
                    .map(SeriesKey::symbol)
                    .filter(name -> !complete.contains(name))
                    .toList();
            if (!left.isEmpty()) {
                notes.add("left_out " + left.size() + " symbols of " + dataset + " that another dataset lacks, such as "
                        + left.getFirst());
            }
        }
        return new Description(new TreeMap<>(), notes);
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        return computeTogether(symbol, List.of(want), inputs).getFirst();
    }

    @Override
    public List<Table> computeTogether(String symbol, List<Want> wants, Inputs inputs) {
        List<PanelRows> panels = new ArrayList<>();
        for (Want want : wants) {
            requireFits(want);
            panels.add(new PanelRows(want, source, datasets.size(), record().schema(), fields));
        }
        while (true) {
            int next = Integer.MAX_VALUE;
            for (PanelRows rows : panels) {
                next = Math.min(next, rows.nextSeries());
            }
            if (next == Integer.MAX_VALUE) {
                break;
            }
            for (PanelRows rows : panels) {
                rows.take(next, inputs);
            }
        }
        return panels.stream().map(PanelRows::table).toList();
    }

    private void requireFits(Want want) {
        long rows = want.slices() instanceof Crowd crowd
                ? crowd.rows()
                : want.slices().stream().mapToLong(InputSlice::rows).sum();
        long cells = rows / datasets.size() * record().schema().fields().size();
        if (cells > MOST_CELLS) {
            throw new RecipeException(
                    "too_large",
                    output() + "/" + want.chunk() + " would have " + cells + " values, more than " + MOST_CELLS
                            + "; choose fewer with --columns");
        }
    }
}
