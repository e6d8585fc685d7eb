package dev.tidemark.app.commands;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.reconcile.Side;

/// A dataset of bars at a state of the lake, to be compared with another: `bars/1d`, `bars/1d@41`.
///
/// @param timeframe length of its bars
record BarSide(DatasetName dataset, Timeframe timeframe, Side side) {
    /// @throws TidemarkException `USAGE` for a dataset of other things, `NOT_FOUND` for one or a state that is not
    /// there
    static BarSide of(Lake lake, String text) {
        int at = text.indexOf('@');
        Snapshot snapshot = at < 0 ? lake.head() : lake.at(text.substring(at + 1));
        DatasetName name = DatasetName.parse(at < 0 ? text : text.substring(0, at));
        Timeframe timeframe = timeframe(name);
        Existing.dataset(snapshot, name);
        return new BarSide(name, timeframe, Side.ofDataset(text, snapshot, name));
    }

    /// @throws TidemarkException `USAGE` for a dataset of other things than bars of one length
    static Timeframe timeframe(DatasetName dataset) {
        try {
            return BarSchemas.timeframeOf(dataset);
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
