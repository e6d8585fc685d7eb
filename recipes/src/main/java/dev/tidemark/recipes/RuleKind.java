package dev.tidemark.recipes;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.rule.BarRules;
import dev.tidemark.market.rule.FeedRows;
import dev.tidemark.market.rule.FeedRules;
import dev.tidemark.market.rule.QuoteBlock;
import dev.tidemark.market.rule.QuoteRules;
import dev.tidemark.market.rule.QuoteTickBlock;
import dev.tidemark.market.rule.QuoteTickRules;
import dev.tidemark.market.rule.RuleFinding;
import dev.tidemark.market.rule.RuleSettings;
import dev.tidemark.market.rule.TickBlock;
import dev.tidemark.market.rule.TickRules;
import dev.tidemark.market.rule.TradeBlock;
import dev.tidemark.market.rule.TradeTickBlock;
import dev.tidemark.market.rule.TradeTickRules;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which rules a dataset is checked by: columns of the lake on one side, blocks of arrays on the other.
enum RuleKind {
    /// `bars/<timeframe>`
    BARS(BarRules.LOOKBACK) {
        @Override
        List<RuleFinding> check(Checked checked, Table table, int from) {
            BarRules rules =
                    new BarRules(checked.settings(), checked.timeframe(), checked.market(), checked.claimsAdjusted());
            rules.accept(BarBlocks.of(table, from));
            return rules.findings();
        }
    },
    /// `quotes/<timeframe>`
    QUOTES(1) {
        @Override
        List<RuleFinding> check(Checked checked, Table table, int from) {
            QuoteRules rules = new QuoteRules(checked.settings(), checked.timeframe(), checked.market());
            rules.accept(new QuoteBlock(Columns.longs(table, "ts"), side(table, "bid_"), side(table, "ask_"), from));
            return rules.findings();
        }
    },
    /// `ticks/raw`
    TICKS(0) {
        @Override
        List<RuleFinding> check(Checked checked, Table table, int from) {
            TickRules rules = new TickRules(checked.settings(), checked.market());
            rules.accept(new TickBlock(
                    checked.tradingDay(),
                    Columns.longs(table, "datetime"),
                    Columns.doubles(table, "last_price"),
                    Columns.doubles(table, "volume"),
                    Columns.doubles(table, "open_interest"),
                    Columns.doubles(table, "bid_price1"),
                    Columns.doubles(table, "ask_price1")));
            return rules.findings();
        }
    },
    /// `ticks/quotes`
    QUOTE_TICKS(0) {
        @Override
        List<RuleFinding> check(Checked checked, Table table, int from) {
            QuoteTickRules rules = new QuoteTickRules(checked.settings(), checked.market());
            rules.accept(new QuoteTickBlock(
                    checked.tradingDay(),
                    Columns.longs(table, "datetime"),
                    Columns.doubles(table, "bid_price"),
                    Columns.doubles(table, "bid_size"),
                    Columns.doubles(table, "ask_price"),
                    Columns.doubles(table, "ask_size")));
            return rules.findings();
        }
    },
    /// `ticks/trades`
    TRADES(0) {
        @Override
        List<RuleFinding> check(Checked checked, Table table, int from) {
            long[] times = Columns.longs(table, "datetime");
            String[] symbols = new String[times.length];
            Arrays.fill(symbols, checked.key().symbol());
            @Nullable String[] ids = new String[times.length];
            StringColumn column = table.strings("trade_id");
            for (int row = 0; row < ids.length; row++) {
                ids[row] = column.isNull(row) ? null : column.text(row);
            }
            FeedRules rules = new FeedRules(checked.settings(), checked.key().symbol());
            rules.accept(new TradeBlock(new FeedRows(times, times, symbols), ids, Columns.doubles(table, "price")));
            TradeTickRules ticks = new TradeTickRules(checked.settings(), checked.market());
            ticks.accept(new TradeTickBlock(checked.tradingDay(), times, Columns.doubles(table, "size")));
            return Stream.concat(rules.findings().stream(), ticks.findings().stream())
                    .toList();
        }
    };

    private static final long NANOS_PER_MICRO = 1000;

    private final int lookback;

    RuleKind(int lookback) {
        this.lookback = lookback;
    }

    /// What is checked, and against what.
    record Checked(
            SeriesKey key, String chunk, RuleSettings settings, Optional<Market> market, boolean claimsAdjusted) {
        Timeframe timeframe() {
            return RuleKind.timeframe(key.dataset());
        }

        /// The trading day that a partition of ticks is, as an epoch day.
        long tradingDay() {
            return LocalDate.parse(chunk).toEpochDay();
        }
    }

    /// The rules of a dataset; empty for one that none are known of.
    static Optional<RuleKind> of(DatasetName dataset) {
        String member = dataset.member().split("-", 2)[0];
        return switch (dataset.group()) {
            case "bars" -> Optional.of(BARS);
            case "quotes" -> Optional.of(QUOTES);
            case "ticks" ->
                switch (member) {
                    case "raw" -> Optional.of(TICKS);
                    case "quotes" -> Optional.of(QUOTE_TICKS);
                    case "trades" -> Optional.of(TRADES);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    /// Whether rows are bars of a length.
    boolean hasTimeframe() {
        return this == BARS || this == QUOTES;
    }

    /// The length of the bars of a dataset that has such.
    static Timeframe timeframe(DatasetName dataset) {
        return Timeframe.parse(dataset.member().split("-", 2)[0]);
    }

    /// What is found in the rows from `from` on; those before are look-back.
    abstract List<RuleFinding> check(Checked checked, Table table, int from);

    /// Rows before a partition that its findings depend on.
    int lookback() {
        return lookback;
    }

    /// The columns that the rules look at.
    List<String> columns() {
        return switch (this) {
            case BARS -> BarBlocks.COLUMNS;
            case QUOTES ->
                List.of(
                        "ts",
                        "bid_open",
                        "bid_high",
                        "bid_low",
                        "bid_close",
                        "bid_size",
                        "ask_open",
                        "ask_high",
                        "ask_low",
                        "ask_close",
                        "ask_size");
            case TICKS -> List.of("datetime", "last_price", "volume", "open_interest", "bid_price1", "ask_price1");
            case QUOTE_TICKS -> List.of("datetime", "bid_price", "bid_size", "ask_price", "ask_size");
            case TRADES -> List.of("datetime", "price", "size", "trade_id");
        };
    }

    /// A stored time in microseconds.
    long micros(long time) {
        return switch (this) {
            case BARS, QUOTES -> time;
            case TICKS, QUOTE_TICKS, TRADES -> Math.floorDiv(time, NANOS_PER_MICRO);
        };
    }

    private static QuoteBlock.Side side(Table table, String prefix) {
        return new QuoteBlock.Side(
                Columns.doubles(table, prefix + "open"),
                Columns.doubles(table, prefix + "high"),
                Columns.doubles(table, prefix + "low"),
                Columns.doubles(table, prefix + "close"),
                Columns.doubles(table, prefix + "size"));
    }
}
