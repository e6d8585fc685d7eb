package dev.tidemark.sources.fill;

import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.market.gap.BarFill;
import dev.tidemark.sources.BarColumns;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.ingest.SeriesPatch;

/// Makes rows of filled bars and puts them into a series, block by block. For one thread.
final class FilledRows implements BarFill.Sink {
    private static final int BLOCK_ROWS = 1 << 14;

    private final String symbol;
    private final SeriesPatch patch;
    private final TableBuilder rows = new TableBuilder(BarSchemas.BARS);
    private final FilledSpan span = new FilledSpan();

    FilledRows(String symbol, SeriesPatch patch) {
        this.symbol = symbol;
        this.patch = patch;
    }

    @Override
    public void bar(long time, double open, double high, double low, double close, double adjClose) {
        rows.setString(BarColumns.SYMBOL, symbol);
        rows.setLong(BarColumns.TS, time);
        set(BarColumns.OPEN, open);
        set(BarColumns.HIGH, high);
        set(BarColumns.LOW, low);
        set(BarColumns.CLOSE, close);
        set(BarColumns.ADJ_CLOSE, adjClose);
        rows.setDouble(BarColumns.VOLUME, 0);
        rows.setDouble(BarColumns.DIVIDENDS, 0);
        rows.setDouble(BarColumns.SPLITS, 1);
        rows.setBoolean(BarColumns.IMPUTED, true);
        rows.setBoolean(BarColumns.FINAL, true);
        rows.endRow();
        span.add(time);
        if (rows.rows() == BLOCK_ROWS) {
            flush();
        }
    }

    private void set(int column, double value) {
        if (!Double.isNaN(value)) {
            rows.setDouble(column, value);
        }
    }

    /// Hands over what waits.
    void flush() {
        if (rows.rows() > 0) {
            patch.add(rows.build());
        }
    }

    FilledSpan span() {
        return span;
    }
}
