/// What is wrong, or odd, with rows of market data.
///
/// Start at [BarRules], which checks the bars of one series block by block and keeps only a few rows; [QuoteRules],
/// [TickRules], [QuoteTickRules], [TradeTickRules] and [FeedRules] do the same for quote bars, ticks, quotes, trades
/// and
/// recorded feeds.
/// [RuleSettings] holds the limits, [RuleCode] every code with its severity. [Anomalies] looks at a whole series, by
/// statistics.
///
/// Rules never change a row. A finding counts the rows concerned and shows the first few by their time.
@NullMarked
package dev.tidemark.market.rule;

import org.jspecify.annotations.NullMarked;
