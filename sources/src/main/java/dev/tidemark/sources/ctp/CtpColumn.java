package dev.tidemark.sources.ctp;

import dev.tidemark.sources.TickColumns;
import dev.tidemark.sources.TickSchemas;
import java.util.ArrayList;
import java.util.List;

/// A column of the source that becomes a number of a tick.
///
/// @param header its name in the header
/// @param target the column of [TickSchemas#FUTURES]
/// @param kind   what its values mean
record CtpColumn(String header, int target, Kind kind) {
    /// What a number means, and so what its absence looks like.
    enum Kind {
        /// A price: zero, and unless allowed a negative one, is absent.
        PRICE,
        /// A volume at a price of the book: absent is 0.
        BOOK_VOLUME,
        /// An amount that counts up, or a level; 0 is a value.
        AMOUNT
    }

    /// The numbers of a tick, best level first.
    static final List<CtpColumn> ALL = all();

    /// Where the columns of the levels 2 to 5 begin in [#ALL].
    static final int FIRST_DEEP = ALL.size() - 4 * (TickSchemas.LEVELS - 1);

    private static List<CtpColumn> all() {
        List<CtpColumn> all = new ArrayList<>(List.of(
                new CtpColumn("LastPrice", TickColumns.LAST_PRICE, Kind.PRICE),
                new CtpColumn("AveragePrice", TickColumns.AVERAGE, Kind.PRICE),
                new CtpColumn("HighestPrice", TickColumns.HIGHEST, Kind.PRICE),
                new CtpColumn("LowestPrice", TickColumns.LOWEST, Kind.PRICE),
                new CtpColumn("Volume", TickColumns.VOLUME, Kind.AMOUNT),
                new CtpColumn("Turnover", TickColumns.AMOUNT, Kind.AMOUNT),
                new CtpColumn("OpenInterest", TickColumns.OPEN_INTEREST, Kind.AMOUNT)));
        for (int level = 1; level <= TickSchemas.LEVELS; level++) {
            all.add(new CtpColumn("BidPrice" + level, TickColumns.bidPrice(level), Kind.PRICE));
            all.add(new CtpColumn("BidVolume" + level, TickColumns.bidVolume(level), Kind.BOOK_VOLUME));
            all.add(new CtpColumn("AskPrice" + level, TickColumns.askPrice(level), Kind.PRICE));
            all.add(new CtpColumn("AskVolume" + level, TickColumns.askVolume(level), Kind.BOOK_VOLUME));
        }
        return List.copyOf(all);
    }

    /// Whether it belongs to the levels 2 to 5, which a source may lack.
    boolean isDeep() {
        return target >= TickColumns.bidPrice(2);
    }
}
