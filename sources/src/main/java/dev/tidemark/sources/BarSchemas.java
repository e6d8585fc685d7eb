package dev.tidemark.sources;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.bar.BarTable;
import java.time.Duration;

/// The shape of `bars/<timeframe>` datasets.
public final class BarSchemas {
    /// The group of all bar datasets.
    public static final String GROUP = "bars";

    /// The columns, in their fixed order; see [BarColumns]. What a source does not deliver is null.
    public static final Schema BARS = Schema.parse(BarTable.COLUMNS, BarTable.TIME);

    /// Version of [#BARS].
    public static final int VERSION = 1;

    private static final Duration YEARLY_FROM = Duration.ofMinutes(15);

    private BarSchemas() {}

    /// How bars of a length are cut unless configured: below 15 minutes by month, other intraday bars by year, the rest
    /// not.
    public static ChunkSize defaultChunk(Timeframe timeframe) {
        if (!timeframe.isIntraday()) {
            return ChunkSize.ALL;
        }
        return timeframe.interval().compareTo(YEARLY_FROM) < 0 ? ChunkSize.MONTH : ChunkSize.YEAR;
    }

    /// The dataset of a timeframe's bars, such as `bars/1d`.
    public static DatasetName dataset(Timeframe timeframe) {
        return new DatasetName(GROUP, timeframe.text());
    }

    /// The timeframe that a dataset's name states: of `bars/1d` and of its variant `bars/1d-raw`, `1d`.
    ///
    /// @throws IllegalArgumentException when the dataset is no `bars` dataset or names no timeframe
    public static Timeframe timeframeOf(DatasetName dataset) {
        if (!dataset.group().equals(GROUP)) {
            throw new IllegalArgumentException("'" + dataset + "' holds no bars; expected bars/TIMEFRAME[-VARIANT]");
        }
        int dash = dataset.member().indexOf('-');
        return Timeframe.parse(dash < 0 ? dataset.member() : dataset.member().substring(0, dash));
    }
}
