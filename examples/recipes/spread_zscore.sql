-- How unusual the spread is, against the last 120 rows of the same contract.
-- recipe: spread_zscore
-- version: 1
-- output: features/spread_zscore
-- input: f = features/default lookback 120 rows
SELECT datetime,
       spread,
       avg(spread) OVER w AS mean_spread,
       (spread - avg(spread) OVER w) / nullif(stddev_samp(spread) OVER w, 0) AS zscore
FROM f
WINDOW w AS (PARTITION BY segment_id ORDER BY chunk, seq ROWS 119 PRECEDING)
QUALIFY is_own
ORDER BY datetime, seq
