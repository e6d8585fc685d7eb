package dev.tidemark.market.factor;

import static dev.tidemark.market.tick.TickColumn.ASK_PRICE1;
import static dev.tidemark.market.tick.TickColumn.ASK_VOLUME1;
import static dev.tidemark.market.tick.TickColumn.BID_PRICE1;
import static dev.tidemark.market.tick.TickColumn.BID_VOLUME1;

import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import java.util.Arrays;

/// The arithmetic of the factors of one row's book. A null operand makes the result null because NaN does.
///
/// Sums of levels run from the best level outwards, the bid before the ask of a level.
final class BookFactors {
    private static final double[] ALIKE = {1, 1, 1, 1, 1};
    private static final double[] BY_NUMBER = {1, 2, 3, 4, 5};

    private BookFactors() {}

    static void spread(TickColumns rows, int from, int to, double[] out, int at) {
        double[] bid = rows.column(BID_PRICE1);
        double[] ask = rows.column(ASK_PRICE1);
        int shift = at - from;
        for (int t = from; t < to; t++) {
            out[t + shift] = ask[t] - bid[t];
        }
    }

    static void mid(TickColumns rows, int from, int to, double[] out, int at) {
        double[] bid = rows.column(BID_PRICE1);
        double[] ask = rows.column(ASK_PRICE1);
        int shift = at - from;
        for (int t = from; t < to; t++) {
            out[t + shift] = (bid[t] + ask[t]) / 2;
        }
    }

    /// The price at which the queues' pressures meet: each side's price weighted with the other side's volume.
    static void microprice(TickColumns rows, int from, int to, double[] out, int at) {
        double[] bid = rows.column(BID_PRICE1);
        double[] ask = rows.column(ASK_PRICE1);
        double[] bidVolume = rows.column(BID_VOLUME1);
        double[] askVolume = rows.column(ASK_VOLUME1);
        int shift = at - from;
        for (int t = from; t < to; t++) {
            double sum = bidVolume[t] + askVolume[t];
            double weighted = (bid[t] * askVolume[t] + ask[t] * bidVolume[t]) / sum;
            out[t + shift] = sum <= 0 ? (bid[t] + ask[t]) / 2 : weighted;
        }
    }

    static void imbalance1(TickColumns rows, int from, int to, double[] out, int at) {
        double[] bidVolume = rows.column(BID_VOLUME1);
        double[] askVolume = rows.column(ASK_VOLUME1);
        int shift = at - from;
        for (int t = from; t < to; t++) {
            out[t + shift] = balance(bidVolume[t], askVolume[t]);
        }
    }

    static void imbalanceTotal(TickColumns rows, int from, int to, double[] out, int at) {
        balanceOfLevels(rows, from, to, out, at, ALIKE);
    }

    /// Like the imbalance of all levels, but a level counts as often as its number: where the book leans, far from the
    /// best price.
    static void bookSlope(TickColumns rows, int from, int to, double[] out, int at) {
        balanceOfLevels(rows, from, to, out, at, BY_NUMBER);
    }

    private static void balanceOfLevels(TickColumns rows, int from, int to, double[] out, int at, double[] weights) {
        var bids = new double[to - from];
        var asks = new double[to - from];
        for (int level = 1; level <= TickColumn.LEVELS; level++) {
            double weight = weights[level - 1];
            double[] bidVolume = rows.column(TickColumn.bidVolume(level));
            double[] askVolume = rows.column(TickColumn.askVolume(level));
            for (int i = 0; i < bids.length; i++) {
                bids[i] += weight * bidVolume[from + i];
                asks[i] += weight * askVolume[from + i];
            }
        }
        for (int i = 0; i < bids.length; i++) {
            out[at + i] = balance(bids[i], asks[i]);
        }
    }

    static void depthWeightedPrice(TickColumns rows, int from, int to, double[] out, int at) {
        var volume = new double[to - from];
        Arrays.fill(out, at, at + to - from, 0);
        for (int level = 1; level <= TickColumn.LEVELS; level++) {
            double[] bid = rows.column(TickColumn.bidPrice(level));
            double[] bidVolume = rows.column(TickColumn.bidVolume(level));
            double[] ask = rows.column(TickColumn.askPrice(level));
            double[] askVolume = rows.column(TickColumn.askVolume(level));
            for (int i = 0; i < volume.length; i++) {
                int t = from + i;
                out[at + i] += worth(bid[t], bidVolume[t]) + worth(ask[t], askVolume[t]);
                volume[i] += bidVolume[t] + askVolume[t];
            }
        }
        for (int i = 0; i < volume.length; i++) {
            out[at + i] = volume[i] <= 0 ? Double.NaN : out[at + i] / volume[i];
        }
    }

    /// Price times volume; an empty level is worth nothing, whatever its price.
    private static double worth(double price, double volume) {
        return volume == 0 ? 0 : price * volume;
    }

    /// From -1 (all asks) to 1 (all bids); 0 for an empty book.
    private static double balance(double bids, double asks) {
        double sum = bids + asks;
        return sum <= 0 ? 0 : (bids - asks) / sum;
    }
}
