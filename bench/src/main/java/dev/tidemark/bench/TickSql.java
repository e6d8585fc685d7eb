package dev.tidemark.bench;

import java.util.List;
import java.util.Locale;

/// The eleven factors and the three labels as SQL windows over ticks in the order of `datetime`, for peers.
final class TickSql {
    static final List<Integer> HORIZONS = List.of(10, 50, 200);
    static final List<String> FACTORS = List.of(
            "spread",
            "mid",
            "microprice",
            "imbalance_1",
            "imbalance_total",
            "depth_weighted_price",
            "return_10",
            "volatility_20",
            "volume_delta_10",
            "oi_delta_10",
            "book_slope");

    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private TickSql() {}

    /// The features of all rows of a relation.
    static String features(String relation) {
        String bids = levels("%1$sbid_volume%2$d", false);
        String asks = levels("%1$sask_volume%2$d", false);
        return """
            WITH mids AS (SELECT *, (bid_price1 + ask_price1) / 2 AS m, datetime // %d AS day FROM %s),
            steps AS (SELECT *, m / nullif(lag(m) OVER w, 0) - 1 AS r,
                CASE WHEN lag(day) OVER w IS DISTINCT FROM day THEN volume ELSE volume - lag(volume) OVER w END AS traded
                FROM mids WINDOW w AS (ORDER BY datetime))
            SELECT datetime, ask_price1 - bid_price1 AS spread, m AS mid,
                CASE WHEN bid_volume1 + ask_volume1 <= 0 THEN m ELSE
                    (bid_price1 * ask_volume1 + ask_price1 * bid_volume1) / (bid_volume1 + ask_volume1) END AS microprice,
                %s AS imbalance_1, %s AS imbalance_total,
                (%s) / nullif((%s) + (%s), 0) AS depth_weighted_price,
                m / nullif(lag(m, 10) OVER w, 0) - 1 AS return_10,
                CASE WHEN count(r) OVER v = 20 THEN stddev_samp(r) OVER v END AS volatility_20,
                CASE WHEN lag(volume, 10) OVER w IS NOT NULL THEN
                    sum(traded) OVER (ORDER BY datetime ROWS 9 PRECEDING) END AS volume_delta_10,
                open_interest - lag(open_interest, 10) OVER w AS oi_delta_10,
                %s AS book_slope
            FROM steps WINDOW w AS (ORDER BY datetime),
                v AS (ORDER BY datetime ROWS BETWEEN 19 PRECEDING AND CURRENT ROW)
            """.formatted(
                        NANOS_PER_DAY,
                        relation,
                        balance("bid_volume1", "ask_volume1"),
                        balance(bids, asks),
                        levels("%1$sbid_price%2$d * bid_volume%2$d + ask_price%2$d * ask_volume%2$d", false),
                        bids,
                        asks,
                        balance(levels("%1$sbid_volume%2$d", true), levels("%1$sask_volume%2$d", true)));
    }

    private static String balance(String bids, String asks) {
        return "CASE WHEN (%1$s) + (%2$s) <= 0 THEN 0 ELSE ((%1$s) - (%2$s)) / ((%1$s) + (%2$s)) END"
                .formatted(bids, asks);
    }

    /// The sum over five levels, each with its number as weight or without.
    private static String levels(String term, boolean isWeighted) {
        StringBuilder text = new StringBuilder();
        for (int level = 1; level <= 5; level++) {
            text.append(level > 1 ? " + " : "")
                    .append(String.format(Locale.ROOT, term, isWeighted ? level + " * " : "", level));
        }
        return text.toString();
    }

    /// The labels of all rows of a relation.
    static String labels(String relation, double tick) {
        StringBuilder text =
                new StringBuilder("WITH mids AS (SELECT datetime, (bid_price1 + ask_price1) / 2 AS mid FROM " + relation
                        + "), changes AS (SELECT datetime, mid");
        HORIZONS.forEach(n -> text.append(", lead(mid, %1$d) OVER w - mid AS d%1$d".formatted(n)));
        text.append(" FROM mids WINDOW w AS (ORDER BY datetime)) SELECT datetime, mid");
        double threshold = tick - tick * 1e-6;
        HORIZONS.forEach(n -> text.append(
                ", CASE WHEN d%1$d >= %2$s THEN 2 WHEN d%1$d <= -%2$s THEN 0 WHEN d%1$d IS NOT".formatted(n, threshold)
                        + " NULL THEN 1 END AS label_" + n));
        return text + " FROM changes";
    }
}
