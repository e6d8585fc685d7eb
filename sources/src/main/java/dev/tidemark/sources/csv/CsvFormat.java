package dev.tidemark.sources.csv;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.RunOptions;
import dev.tidemark.sources.merge.SourceFormat;
import dev.tidemark.sources.merge.SourceSink;
import dev.tidemark.sources.text.LineScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads delimited text as one [CsvImportOptions] says. Thread-safe.
final class CsvFormat implements SourceFormat {
    private final CsvImportOptions options;
    private final Optional<Market> market;
    private final SortedMap<String, String> attributes = new TreeMap<>();

    CsvFormat(CsvImportOptions options) {
        this.options = options;
        this.market = options.market();
        if (!options.assetClass().isEmpty()) {
            attributes.put("asset_class", options.assetClass());
        }
        if (!options.calendar().isEmpty()) {
            attributes.put("calendar", options.calendar());
        }
    }

    @Override
    public void read(SourceFile source, SourceSink sink) throws IOException {
        String named = symbol(source);
        try (InputStream in = source.open()) {
            LineScanner lines = sink.lines();
            lines.start(in);
            if (!nextLine(lines)) {
                return;
            }
            CsvHeader header = CsvHeader.of(lines, options);
            DatasetName dataset = dataset(source, header);
            DatasetShape shape = RunOptions.shape(dataset);
            ColumnPlan plan = ColumnPlan.of(header.names(), options.layout(), options.preset(), shape);
            RowTime time = shape.hasTimeframe()
                    ? RowTime.ofBars(options.layout(), DatasetShape.timeframeOf(dataset))
                    : market.map(m -> RowTime.ofTicks(options.layout(), m.tradingDays()))
                            .orElseGet(() -> RowTime.ofDays(options.layout()));
            CsvRows rows =
                    new CsvRows(sink, header, plan, time, new CsvRows.Target(dataset, named, isSaid(), attributes));
            rows.readAll(lines);
            sink.finding(FindingCode.IGNORED_COLUMNS, plan.ignored());
        }
    }

    private boolean isSaid() {
        return !options.symbol().isEmpty();
    }

    private String symbol(SourceFile source) throws SourceRefusedException {
        String symbol = isSaid() ? options.symbol() : options.preset().symbolOf(source.fileName());
        if (!SeriesKey.isSymbol(symbol)) {
            throw new SourceRefusedException(
                    RefusalReason.BAD_SYMBOL,
                    "cannot import " + source.name() + ": '" + symbol + "' cannot be a symbol; give --symbol");
        }
        return symbol;
    }

    private DatasetName dataset(SourceFile source, CsvHeader header) throws IOException {
        Optional<DatasetName> known = options.knownDataset();
        if (known.isPresent()) {
            return known.get();
        }
        ColumnPlan plan = ColumnPlan.of(header.names(), options.layout(), options.preset(), DatasetShape.BARS);
        Timeframe timeframe = new TimeframeGuess(header, plan, options.layout()).of(source);
        return BarSchemas.dataset(timeframe);
    }

    /// Goes to the next line that is not blank.
    static boolean nextLine(LineScanner lines) throws IOException {
        while (lines.next()) {
            if (!lines.isBlank()) {
                return true;
            }
        }
        return false;
    }
}
