package dev.tidemark.recipes.universe;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.match.IndexEntry;
import dev.tidemark.market.match.ListedInstrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The datasets of a universe. Each has one series without symbol and one partition; texts that are missing are empty.
public final class UniverseTables {
    /// The group of all of them.
    public static final String GROUP = "universe";

    /// The files of the tree, by path.
    public static final DatasetName INDEX = name("index");
    /// The rows of the brokers' lists, by list, symbol and the other columns; the same row twice stands twice.
    public static final DatasetName INSTRUMENTS = name("instruments");
    /// The quote units that the lake's registry knows, by ticker.
    public static final DatasetName UNITS = name("units");
    /// What matching decided, a row for each of [#INSTRUMENTS] in the same order.
    public static final DatasetName ASSIGNMENTS = name("assignments");
    /// What is to be said about each matched file, by path.
    public static final DatasetName DIAGNOSTICS = name("diagnostics");
    /// The matched instruments: the match report.
    public static final DatasetName MATCHES = name("matches");
    /// The others, with the reason: the unmatched report.
    public static final DatasetName UNMATCHED = name("unmatched");
    /// The files that are exported, by name.
    public static final DatasetName EXPORTS = name("exports");

    public static final Schema INDEX_SCHEMA = Schema.parse(
            "ticker:string,stem:string,relative_path:string,region:string,category:string,isin:string", null);
    public static final Schema INSTRUMENTS_SCHEMA = Schema.parse(
            "symbol:string,isin:string,market:string,name:string,currency:string,quote_unit:string,source_file:string",
            null);
    /// Columns of [#UNITS].
    public static final Schema UNITS_SCHEMA = Schema.parse("ticker:string,quote_unit:string", null);

    static final Schema ASSIGNMENTS_SCHEMA = Schema.parse(
            "symbol:string,source_file:string,matched_ticker:string,stooq_path:string,region:string,category:string,"
                    + "strategy:string,market_rule:string,reason:string,candidates:string,row_key:string",
            null);
    /// Columns of [#DIAGNOSTICS].
    public static final Schema DIAGNOSTICS_SCHEMA = Schema.parse(
            "stooq_path:string,price_start:date,price_end:date,price_rows:int64,data_status:string,data_flags:string,"
                    + "sha256:string,export_sha256:string,export_bytes:int64,row_key:string",
            null);
    /// Columns of the match report, in the order of the file.
    public static final Schema MATCHES_SCHEMA = Schema.parse(
            "symbol:string,isin:string,market:string,name:string,currency:string,matched_ticker:string,"
                    + "stooq_path:string,region:string,category:string,strategy:string,source_file:string,"
                    + "price_start:date,price_end:date,price_rows:int64,inferred_currency:string,"
                    + "resolved_currency:string,currency_status:string,data_status:string,data_flags:string,"
                    + "quote_unit:string,market_rule:string",
            null);
    /// Columns of the unmatched report, in the order of the file.
    public static final Schema UNMATCHED_SCHEMA = Schema.parse(
            "symbol:string,isin:string,market:string,name:string,currency:string,source_file:string,reason:string,"
                    + "candidates:string",
            null);
    public static final Schema EXPORTS_SCHEMA = Schema.parse(
            "file:string,ticker:string,stooq_path:string,source_sha256:string,sha256:string,bytes:int64", null);

    /// The one chunk of each.
    public static final String CHUNK = "all";

    private UniverseTables() {}

    private static DatasetName name(String member) {
        return new DatasetName(GROUP, member);
    }

    /// The table of a dataset as a snapshot has it; empty when there is none.
    ///
    /// @param columns all when empty
    /// @throws dev.tidemark.lake.TidemarkException `DAMAGED`, `SCHEMA_MISMATCH` or `IO` when it cannot be read
    public static Optional<Table> read(Lake lake, Snapshot snapshot, DatasetName dataset, String... columns) {
        return snapshot.series(new SeriesKey(dataset, SeriesKey.NO_SYMBOL))
                .flatMap(series ->
                        series.partition(CHUNK).map(partition -> lake.read(series, partition, List.of(columns))));
    }

    /// The entries of an index, see [#INDEX].
    public static List<IndexEntry> entries(Table index) {
        List<IndexEntry> entries = new ArrayList<>(index.rows());
        for (int row = 0; row < index.rows(); row++) {
            entries.add(new IndexEntry(
                    TableTexts.of(index, 0, row),
                    TableTexts.of(index, 2, row),
                    TableTexts.of(index, 3, row),
                    TableTexts.of(index, 4, row),
                    TableTexts.of(index, 5, row)));
        }
        return entries;
    }

    /// The rows of [#UNITS]: the unit of each ticker.
    public static Map<String, String> units(Table units) {
        Map<String, String> byTicker = new HashMap<>();
        for (int row = 0; row < units.rows(); row++) {
            byTicker.put(TableTexts.of(units, 0, row), TableTexts.of(units, 1, row));
        }
        return byTicker;
    }

    /// A row of [#INSTRUMENTS].
    public static ListedInstrument instrument(Table instruments, int row) {
        return new ListedInstrument(
                TableTexts.of(instruments, "symbol", row),
                TableTexts.of(instruments, "isin", row),
                TableTexts.of(instruments, "market", row),
                TableTexts.of(instruments, "name", row),
                TableTexts.of(instruments, "currency", row),
                TableTexts.of(instruments, "quote_unit", row));
    }

    /// The record of a dataset that comes from outside.
    public static DatasetRecord raw(Schema schema) {
        return new DatasetRecord(schema, 1, ChunkSize.ALL, false, new TreeMap<>());
    }
}
