package dev.tidemark.market.factor;

import static dev.tidemark.market.tick.TickColumn.ASK_PRICE1;
import static dev.tidemark.market.tick.TickColumn.ASK_VOLUME1;
import static dev.tidemark.market.tick.TickColumn.BID_PRICE1;
import static dev.tidemark.market.tick.TickColumn.BID_VOLUME1;
import static dev.tidemark.market.tick.TickColumn.OPEN_INTEREST;
import static dev.tidemark.market.tick.TickColumn.VOLUME;

import dev.tidemark.market.tick.TickColumn;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The eleven factors of the set `default`, in their order: what they mean, what they read, how long they live.
///
/// In definitions b and a are the bid and ask price of a level, vb and va their volumes, mid is (b1 + a1)/2.
final class BuiltInFactors {
    private static final int BOOK_TTL_SECONDS = 30;
    private static final int WINDOW_TTL_SECONDS = 300;
    private static final TickColumn[] BEST_PRICES = {BID_PRICE1, ASK_PRICE1};
    private static final TickColumn[] BEST_VOLUMES = {BID_VOLUME1, ASK_VOLUME1};

    static final List<Factor> ALL = List.of(
            book("spread", "a1 - b1; null if b1 or a1 is null", BookFactors::spread)
                    .reads(BEST_PRICES)
                    .build(),
            book("mid", "(b1 + a1)/2; null if b1 or a1 is null", BookFactors::mid)
                    .reads(BEST_PRICES)
                    .build(),
            book(
                            "microprice",
                            "(b1*va1 + a1*vb1)/(vb1 + va1); mid if vb1 + va1 <= 0; null if mid, vb1 or va1 is null",
                            BookFactors::microprice)
                    .reads(BEST_PRICES)
                    .reads(BEST_VOLUMES)
                    .build(),
            book(
                            "imbalance_1",
                            "(vb1 - va1)/(vb1 + va1); 0 if vb1 + va1 <= 0; null if vb1 or va1 is null",
                            BookFactors::imbalance1)
                    .reads(BEST_VOLUMES)
                    .build(),
            book(
                            "imbalance_total",
                            "(sum vb - sum va)/(sum vb + sum va), levels 1 to 5; 0 if the sum <= 0;"
                                    + " null if any of the ten volumes is null",
                            BookFactors::imbalanceTotal)
                    .reads(allVolumes())
                    .build(),
            book(
                            "depth_weighted_price",
                            "sum(b*vb + a*va)/sum(vb + va), levels 1 to 5; null if the sum <= 0, any volume is null,"
                                    + " or a level with volume > 0 has a null price",
                            BookFactors::depthWeightedPrice)
                    .reads(allPrices())
                    .reads(allVolumes())
                    .build(),
            window(
                            "return_10",
                            "mid[t]/mid[t-10] - 1; null if either mid is null, mid[t-10] = 0,"
                                    + " or fewer than 10 rows lie before",
                            WindowFactors.DELTA_ROWS,
                            WindowFactors::return10)
                    .reads(BEST_PRICES)
                    .build(),
            window(
                            "volatility_20",
                            "sample standard deviation of the last 20 returns mid[j]/mid[j-1] - 1;"
                                    + " null if any of the 21 mids is null or missing, or a divisor is 0",
                            WindowFactors.VOLATILITY_ROWS,
                            WindowFactors::volatility20)
                    .reads(BEST_PRICES)
                    .build(),
            window(
                            "volume_delta_10",
                            "sum of the last 10 increments: volume[j] - volume[j-1], volume[j] on the first row of a"
                                    + " trading day; null if any of the 11 volumes is null or missing",
                            WindowFactors.DELTA_ROWS,
                            WindowFactors::volumeDelta10)
                    .reads(VOLUME)
                    .build(),
            window(
                            "oi_delta_10",
                            "open_interest[t] - open_interest[t-10]; null if either is null or missing",
                            WindowFactors.DELTA_ROWS,
                            WindowFactors::openInterestDelta10)
                    .reads(OPEN_INTEREST)
                    .build(),
            book(
                            "book_slope",
                            "(sum i*vb - sum i*va)/(sum i*vb + sum i*va), levels i = 1 to 5; 0 if the sum <= 0;"
                                    + " null if any of the ten volumes is null",
                            BookFactors::bookSlope)
                    .reads(allVolumes())
                    .build());

    private BuiltInFactors() {}

    private static Factor.Builder book(String name, String definition, FactorKernel kernel) {
        return Factor.named(name, definition, kernel).ttlSeconds(BOOK_TTL_SECONDS);
    }

    private static Factor.Builder window(String name, String definition, int lookbackRows, FactorKernel kernel) {
        return Factor.named(name, definition, kernel).lookbackRows(lookbackRows).ttlSeconds(WINDOW_TTL_SECONDS);
    }

    private static TickColumn[] allVolumes() {
        return IntStream.rangeClosed(1, TickColumn.LEVELS)
                .boxed()
                .flatMap(level -> Stream.of(TickColumn.bidVolume(level), TickColumn.askVolume(level)))
                .toArray(TickColumn[]::new);
    }

    private static TickColumn[] allPrices() {
        return IntStream.rangeClosed(1, TickColumn.LEVELS)
                .boxed()
                .flatMap(level -> Stream.of(TickColumn.bidPrice(level), TickColumn.askPrice(level)))
                .toArray(TickColumn[]::new);
    }
}
