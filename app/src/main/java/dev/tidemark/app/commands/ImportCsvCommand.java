package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.ImportReport;
import dev.tidemark.sources.csv.BarLabel;
import dev.tidemark.sources.csv.CsvImport;
import dev.tidemark.sources.csv.CsvImportOptions;
import dev.tidemark.sources.csv.CsvLayout;
import dev.tidemark.sources.csv.CsvPreset;
import dev.tidemark.sources.text.TimestampFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tidemark import csv PATH…`.
@Command(
        name = "csv",
        header = "Import delimited text: bars, quotes, trades, open interest, daily futures tables.",
        description = {
            "Columns are recognised by name, known by --preset, or said with --columns. Rows unite with what the lake"
                    + " has: bars by their time, ticks by their value.",
            "Rows that cannot be read go to quarantine/ with file, line and reason."
        },
        exitCodeList = {
            "0:done, or nothing new",
            "2:no usable source, or something has to be said (zone, timeframe, calendar)",
            "3:locked by another process",
            "4:the dataset holds data of another kind (adjustment, ...)",
            "5:some sources refused or rows quarantined; each is named"
        },
        footer = {
            "  tidemark import csv BTCUSDT-1m-2024-01.zip --preset binance-klines --dataset bars/1m",
            "  tidemark import csv prices/ --columns time=Day,close=\"Last Price\" --timeframe 1d",
            "  tidemark import csv bars.csv --symbol ES --zone America/Chicago --bar-label end --timeframe 1m"
        })
final class ImportCsvCommand extends ImportFormatCommand {
    @Mixin
    private AdoptionOptions adoption = new AdoptionOptions();

    @Option(
            names = "--preset",
            paramLabel = "P",
            description = "yahoo, kaggle, binance-klines, binance-trades, kraken, futures-daily, or csv (default).")
    private String preset = CsvPreset.CSV.text();

    @Option(
            names = "--columns",
            paramLabel = "MAP",
            description = "Columns by name or position: open=Open,close=\"Adj Close\",volume=6; also time, or date and"
                    + " time_of_day.")
    private @Nullable String columns;

    @Option(
            names = "--header",
            paramLabel = "WHEN",
            description = "Whether the first line names columns: yes, no, auto.")
    private @Nullable String header;

    @Option(
            names = "--time-format",
            paramLabel = "F",
            description = "auto (default), iso, yyyyMMdd, or s, ms, us, ns since 1970.")
    private @Nullable String timeFormat;

    @Option(names = "--bar-label", paramLabel = "END", description = "What the time of a bar names: start or end.")
    private @Nullable String barLabel;

    @Option(names = "--price-scale", paramLabel = "N", description = "What prices are divided by, such as 10000.")
    private @Nullable Double priceScale;

    @Option(names = "--timeframe", paramLabel = "T", description = "Length of the bars, such as 1m or 1d.")
    private @Nullable String timeframe;

    @Option(names = "--delimiter", paramLabel = "C", description = "One character, or tab; default as the file looks.")
    private @Nullable String delimiter;

    @Option(names = "--decimal-comma", description = "Numbers are written 1.234,5.")
    private boolean decimalComma;

    ImportCsvCommand(Session session) {
        super(session);
    }

    @Override
    String formatName() {
        return "delimited text";
    }

    @Override
    ImportReport importInto(Lake lake, Config config) {
        return CsvImport.run(
                lake, options(config).withMarkets(Registry.markets(lake).markets()), session.progress());
    }

    private CsvImportOptions options(Config config) {
        CsvPreset known = parsed("--preset", preset, CsvPreset::parse);
        CsvImportOptions options = CsvImportOptions.of(adoption.run(paths(), allowsRemoval(), config), known);
        options = options.withLayout(layout())
                .withSymbol(adoption.symbol())
                .withCalendar(adoption.calendar())
                .withIdentity(adoption.identity(options.identity()));
        if (adoption.dataset().isPresent()) {
            options = options.withDataset(adoption.dataset().get());
        }
        if (timeframe != null) {
            options = options.withTimeframe(parsed("--timeframe", timeframe, Timeframe::parse));
        }
        if (!adoption.assetClass().isEmpty()) {
            options = options.withAssetClass(adoption.assetClass());
        }
        return adoption.source().isEmpty() ? options : options.withSource(adoption.source());
    }

    private CsvLayout layout() {
        CsvLayout layout = CsvLayout.RECOGNISED;
        if (columns != null) {
            layout = layout.withColumns(CsvLayout.parseColumns(columns));
        }
        if (header != null) {
            layout = layout.withHeader(CsvLayout.Header.parse(header));
        }
        if (timeFormat != null) {
            layout = layout.withTimeFormat(parsed("--time-format", timeFormat, TimestampFormat::parse));
        }
        if (adoption.zone().isPresent()) {
            layout = layout.withZone(adoption.zone().get());
        }
        if (barLabel != null) {
            layout = layout.withLabel(BarLabel.parse(barLabel));
        }
        if (priceScale != null) {
            layout = layout.withPriceScale(priceScale);
        }
        if (delimiter != null) {
            layout = layout.withDelimiter(delimiter(delimiter));
        }
        return decimalComma ? layout.withDecimalComma() : layout;
    }

    private static byte delimiter(String text) {
        String character = text.equals("tab") ? "\t" : text;
        boolean isOne = character.length() == 1 && character.charAt(0) < 0x7f && character.charAt(0) != '"';
        if (!isOne) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "--delimiter '" + text + "' is no delimiter; expected one character or tab");
        }
        return (byte) character.charAt(0);
    }

    private static <T> T parsed(String option, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, option + ": " + e.getMessage(), e);
        }
    }
}
