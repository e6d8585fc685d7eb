package dev.tidemark.recipes;

import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.RowWindow;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.rule.BarRules;
import dev.tidemark.market.rule.FeedRules;
import dev.tidemark.market.rule.QuoteRules;
import dev.tidemark.market.rule.QuoteTickRules;
import dev.tidemark.market.rule.RuleFinding;
import dev.tidemark.market.rule.Sample;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.market.rule.TickRules;
import dev.tidemark.market.rule.TradeTickRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Predicate;

/// `validation/<group>-<member>`: the verdict on each partition of a dataset, one row a finding and one that says how
/// many rows were checked. It depends on the rows, a look-back, the rules and the calendar, so that what did not change
/// is not checked again.
final class ValidationRecipe extends RecordedRecipe {
    static final String ID = "validation";

    /// The code of the row that says how many rows were checked.
    static final String CHECKED = "checked";

    /// One row a finding: `ts` is the time of its first sample, `count` how often, `samples` up to ten lines of time
    /// and values.
    static final Schema SCHEMA =
            Schema.parse("symbol:string,ts:timestamp,code:string,severity:string,count:int64,samples:string", "ts");

    /// The field of the dataset's identity that names what it is about.
    static final String OF = "of";

    private static final int VERSION = 1;
    private static final String RULES = "rules";
    private static final String MARKET = "calendar";

    private final DatasetName input;
    private final DatasetRecord inputRecord;
    private final RuleKind kind;
    private final ValidationSettings settings;
    private final Predicate<String> wanted;

    /// @param wanted which symbols
    ValidationRecipe(DatasetName input, DatasetRecord record, ValidationSettings settings, Predicate<String> wanted) {
        super(ID, VERSION, dataset(input), record(input, record));
        this.input = input;
        this.inputRecord = record;
        this.kind = RuleKind.of(input).orElseThrow();
        this.settings = settings;
        this.wanted = wanted;
    }

    /// Where the verdicts on a dataset are.
    static DatasetName dataset(DatasetName input) {
        return new DatasetName(ID, input.group() + "-" + input.member());
    }

    private static DatasetRecord record(DatasetName input, DatasetRecord record) {
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(RECIPE, ID);
        identity.put(OF, input.toString());
        return new DatasetRecord(SCHEMA, 1, record.chunkSize(), true, identity);
    }

    @Override
    public String revision() {
        String text = settings.text() + " bars " + BarRules.VERSION + " quotes " + QuoteRules.VERSION + " ticks "
                + TickRules.VERSION + " quote ticks " + QuoteTickRules.VERSION + " feeds " + FeedRules.VERSION
                + " trades " + TradeTickRules.VERSION;
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).shortHex();
    }

    @Override
    public List<DatasetName> inputs() {
        return List.of(input);
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return lake.series(input).stream().map(SeriesKey::symbol).filter(wanted).toList();
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        SeriesKey key = new SeriesKey(input, symbol);
        SortedMap<String, String> facts = lake.series(key).map(this::facts).orElseGet(TreeMap::new);
        return new SeriesInputs(List.of(key), new TreeMap<>(), facts);
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        Optional<Series> found = snapshot.series(new SeriesKey(input, symbol));
        if (found.isEmpty()) {
            return List.of();
        }
        Series series = found.get();
        SortedMap<String, String> facts = facts(series);
        RowWindow window = new RowWindow(kind.lookback(), 0, Optional.empty());
        List<Partition> partitions = series.partitions();
        List<Want> wants = new ArrayList<>(partitions.size());
        for (int i = 0; i < partitions.size(); i++) {
            List<InputSlice> slices = window.slices(series, partitions, i, kind.columns());
            wants.add(new Want(partitions.get(i).chunk(), slices, facts, new TreeMap<>()));
        }
        return wants;
    }

    /// What a series is checked against, beside the tables that all are.
    private SortedMap<String, String> facts(Series series) {
        Map<String, String> attributes = attributes(series);
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put(RULES, settings.rules(series.key(), attributes).text());
        facts.put(
                MARKET,
                settings.market(series.key(), attributes)
                        .map(market -> market.calendar().id())
                        .orElse("none"));
        for (String name : List.of("adjusted", "session")) {
            facts.put(name, attributes.getOrDefault(name, "none"));
        }
        return facts;
    }

    private Map<String, String> attributes(Series series) {
        Map<String, String> attributes = new HashMap<>(inputRecord.identity());
        attributes.putAll(series.attributes());
        return attributes;
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        List<Table> tables = new ArrayList<>();
        int before = 0;
        long first = 0;
        long own = 0;
        Map<String, String> attributes = Map.of();
        for (InputSlice slice : want.slices()) {
            Table table = inputs.read(slice);
            tables.add(table);
            attributes = attributes(slice.series());
            if (slice.isOwn()) {
                first = slice.partition().minTime();
                own += table.rows();
            } else {
                before += table.rows();
            }
        }
        SeriesKey key = new SeriesKey(input, symbol);
        RuleKind.Checked checked = new RuleKind.Checked(
                key,
                want.chunk(),
                settings.rules(key, attributes),
                settings.market(key, attributes),
                !attributes.getOrDefault("adjusted", "none").equals("none"));
        List<RuleFinding> findings = kind.check(checked, Table.concat(tables), before);
        return table(symbol, first, own, findings);
    }

    private Table table(String symbol, long first, long rows, List<RuleFinding> findings) {
        List<RuleFinding> all = new ArrayList<>(findings);
        all.add(new RuleFinding(CHECKED, Severity.INFO, Math.max(rows, 1), List.of(new Sample(first, ""))));
        all.sort(Comparator.comparingLong(ValidationRecipe::time));
        TableBuilder table = new TableBuilder(SCHEMA);
        for (RuleFinding finding : all) {
            table.setString(0, symbol);
            table.setLong(1, kind.micros(time(finding)));
            table.setString(2, finding.code());
            table.setString(3, finding.severity().text());
            table.setLong(4, finding.count());
            table.setString(5, samples(finding));
            table.endRow();
        }
        return table.build();
    }

    private static long time(RuleFinding finding) {
        return finding.samples().isEmpty()
                ? Long.MIN_VALUE
                : finding.samples().getFirst().ts();
    }

    private String samples(RuleFinding finding) {
        StringJoiner text = new StringJoiner("\n");
        for (Sample sample : finding.samples()) {
            if (!sample.values().isEmpty()) {
                long micros = kind.micros(sample.ts());
                Instant time = Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
                text.add(time + " " + sample.values());
            }
        }
        return text.toString();
    }
}
