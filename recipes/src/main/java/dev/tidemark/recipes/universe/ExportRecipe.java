package dev.tidemark.recipes.universe;

import dev.tidemark.build.Inputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.LongColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// `universe/exports`: the price files that stand beside the lake, one for each matched file of the tree, with the
/// digest
/// of what each holds. Files without usable prices are left out unless they are asked for.
final class ExportRecipe extends UniverseRecipe {
    static final String ID = "universe-export";
    static final int VERSION = 1;

    private final boolean includesEmpty;

    ExportRecipe(boolean includesEmpty) {
        super(ID, VERSION, UniverseTables.EXPORTS, UniverseTables.EXPORTS_SCHEMA, read());
        this.includesEmpty = includesEmpty;
    }

    private static Map<DatasetName, List<String>> read() {
        Map<DatasetName, List<String>> read = new LinkedHashMap<>();
        read.put(UniverseTables.ASSIGNMENTS, List.of("matched_ticker", "stooq_path"));
        read.put(
                UniverseTables.DIAGNOSTICS,
                List.of("stooq_path", "data_status", "sha256", "export_sha256", "export_bytes"));
        return read;
    }

    @Override
    SortedMap<String, String> facts(Snapshot lake) {
        return new TreeMap<>(Map.of("include_empty", Boolean.toString(includesEmpty)));
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        Table assignments = inputs.read(slice(want, UniverseTables.ASSIGNMENTS).orElseThrow());
        Map<String, String> tickers = new HashMap<>();
        for (int row = 0; row < assignments.rows(); row++) {
            tickers.put(TableTexts.of(assignments, 1, row), TableTexts.of(assignments, 0, row));
        }
        TableBuilder rows = new TableBuilder(UniverseTables.EXPORTS_SCHEMA);
        slice(want, UniverseTables.DIAGNOSTICS).ifPresent(slice -> {
            Table diagnostics = inputs.read(slice);
            Map<String, Integer> files = new TreeMap<>();
            for (int row = 0; row < diagnostics.rows(); row++) {
                if (isExported(TableTexts.of(diagnostics, 1, row))
                        && !TableTexts.of(diagnostics, 3, row).isEmpty()) {
                    files.put(fileOf(tickers.getOrDefault(TableTexts.of(diagnostics, 0, row), ""), files), row);
                }
            }
            files.forEach((file, row) -> append(rows, file, tickers, diagnostics, row));
        });
        return rows.build();
    }

    private boolean isExported(String status) {
        boolean isUnusable = status.equals("empty") || status.equals("missing_file") || status.startsWith("error:");
        return includesEmpty || !isUnusable;
    }

    /// Rows come by path: a second file of a ticker gets a number.
    private static String fileOf(String ticker, Map<String, Integer> taken) {
        String name = ticker.toLowerCase(Locale.ROOT);
        String file = name + ".csv";
        for (int number = 2; taken.containsKey(file); number++) {
            file = name + "-" + number + ".csv";
        }
        return file;
    }

    private static void append(
            TableBuilder rows, String file, Map<String, String> tickers, Table diagnostics, int row) {
        String path = TableTexts.of(diagnostics, 0, row);
        rows.setString(0, file);
        rows.setString(1, tickers.getOrDefault(path, ""));
        rows.setString(2, path);
        rows.setString(3, TableTexts.of(diagnostics, 2, row));
        rows.setString(4, TableTexts.of(diagnostics, 3, row));
        rows.setLong(5, ((LongColumn) diagnostics.column(4)).values()[row]);
        rows.endRow();
    }
}
