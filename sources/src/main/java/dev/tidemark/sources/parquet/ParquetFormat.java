package dev.tidemark.sources.parquet;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.parquet.ForeignParquet;
import dev.tidemark.market.calendar.TradingDays;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.FindingCode;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.TickCalendar;
import dev.tidemark.sources.files.SourceFile;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.RunOptions;
import dev.tidemark.sources.merge.SourceFormat;
import dev.tidemark.sources.merge.SourceSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads Parquet files as one [ParquetImportOptions] says. Thread-safe.
final class ParquetFormat implements SourceFormat {
    private final ParquetImportOptions options;
    private final SortedMap<String, String> attributes = new TreeMap<>();

    ParquetFormat(ParquetImportOptions options) {
        this.options = options;
        if (!options.assetClass().isEmpty()) {
            attributes.put("asset_class", options.assetClass());
        }
        if (!options.calendar().isEmpty()) {
            attributes.put("calendar", options.calendar());
        }
    }

    @Override
    public void read(SourceFile source, SourceSink sink) throws IOException {
        Path file = source.onDisk()
                .orElseThrow(() -> new SourceRefusedException(
                        RefusalReason.UNREADABLE,
                        "cannot import " + source.name() + ": Parquet is read from files only; unpack the archive"));
        try {
            adopt(source, file, sink);
        } catch (TidemarkException e) {
            throw asRefusal(source, e);
        }
    }

    private static IOException asRefusal(SourceFile source, TidemarkException e) {
        RefusalReason reason = switch (e.code()) {
            case SCHEMA_MISMATCH -> RefusalReason.BAD_COLUMNS;
            case BAD_SOURCE -> RefusalReason.UNREADABLE;
            default -> throw e;
        };
        return new SourceRefusedException(reason, "cannot import " + source.name() + ": " + e.getMessage());
    }

    private void adopt(SourceFile source, Path file, SourceSink sink) throws IOException {
        HivePath path = HivePath.of(file);
        DatasetName dataset = options.dataset() != null
                ? options.dataset()
                : path.dataset()
                        .orElseThrow(() -> new TidemarkException(
                                ErrorCode.USAGE,
                                "the folders of " + source.name()
                                        + " name no dataset, such as bars/timeframe=1d; give --dataset"));
        DatasetShape shape = RunOptions.shape(dataset);
        checkTimeframe(dataset, shape, path);
        sink.schema(dataset); // an identity that differs ends the import, whatever the file is
        ForeignParquet parquet = ForeignParquet.open(file);
        AdoptedColumns columns = AdoptedColumns.of(parquet.columns(), shape, path, options.ignoresExtra());
        boolean isByFolder = path.cut().equals(Optional.of(ChunkSize.DAY));
        boolean isDated =
                shape.hasTimeframe() && !DatasetShape.timeframeOf(dataset).isIntraday();
        Optional<TradingDays> days = shape.isTicks() && !isByFolder
                ? Optional.of(TickCalendar.market(options.markets(), options.calendar(), options.assetClass())
                        .tradingDays())
                : Optional.empty();
        AdoptedTime time = new AdoptedTime(columns, isDated, options.zone(), days);
        AdoptedRows rows = new AdoptedRows(
                sink, columns, time, path, new AdoptedRows.Target(dataset, symbol(source, path), attributes));
        parquet.read(columns.wanted(), rows::take);
        sink.finding(FindingCode.NON_FINITE_VALUE, rows.nonFinite());
        sink.finding(FindingCode.IGNORED_COLUMNS, columns.ignored());
    }

    private static void checkTimeframe(DatasetName dataset, DatasetShape shape, HivePath path)
            throws SourceRefusedException {
        Optional<String> said = path.key("timeframe");
        if (shape.hasTimeframe() && said.isPresent()) {
            DatasetName named = new DatasetName(dataset.group(), said.get());
            if (!DatasetShape.timeframeOf(named).equals(DatasetShape.timeframeOf(dataset))) {
                throw new SourceRefusedException(
                        RefusalReason.PATH_DISAGREES, "its folder is timeframe=" + said.get() + ", not " + dataset);
            }
        }
    }

    private String symbol(SourceFile source, HivePath path) {
        if (!options.symbol().isEmpty()) {
            return options.symbol();
        }
        String name = source.fileName();
        return path.key("symbol").orElse(name.substring(0, name.length() - ".parquet".length()));
    }
}
