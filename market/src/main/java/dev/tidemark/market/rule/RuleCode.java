package dev.tidemark.market.rule;

import java.util.Locale;

/// Every code a rule can find, in the order of reports, with the severity it has unless settings say otherwise.
public enum RuleCode {
    /// A column of the dataset is missing.
    REQUIRED_COLUMNS(Severity.CRITICAL),
    /// A column that holds numbers has another type.
    NUMERIC_COLUMNS(Severity.CRITICAL),
    /// A price or volume is infinite.
    NON_FINITE_VALUES(Severity.ERROR),
    /// A price is null.
    NULL_VALUES(Severity.ERROR),
    /// The high is below, or the low above, another price of its bar.
    PRICE_CONSISTENCY(Severity.ERROR),
    /// A price is below zero; see [NegativePrices].
    NEGATIVE_PRICES(Severity.ERROR),
    /// A close, or a traded price, is zero; in feeds also below zero.
    NON_POSITIVE_PRICE(Severity.ERROR),
    /// A volume is below zero.
    NEGATIVE_VOLUME(Severity.ERROR),
    /// A row has the time of the row before.
    DUPLICATE_TIMESTAMPS(Severity.ERROR),
    /// A row is earlier than the row before.
    CHRONOLOGICAL_ORDER(Severity.ERROR),
    /// Fewer bars than are required.
    TOO_FEW_BARS(Severity.ERROR),
    /// Bars are required and there is none.
    NO_BARS(Severity.ERROR),
    /// Prices did not change for more bars than the limit.
    PRICE_STALENESS(Severity.WARNING),
    /// The close moved by more than the limit.
    EXTREME_RETURNS(Severity.WARNING),
    /// The open is away from the close before by more than the limit.
    PRICE_CONTINUITY(Severity.WARNING),
    /// The volume is above the limit's multiple of the mean of the 20 bars before.
    VOLUME_SPIKES(Severity.INFO),
    /// A bar of a weekday without trading.
    OFF_CALENDAR(Severity.WARNING),
    /// A bar of a Saturday or Sunday without trading.
    WEEKEND_TRADING(Severity.WARNING),
    /// An intraday bar of a trading day that no session touches.
    OUTSIDE_HOURS(Severity.INFO),
    /// A bar of a day beyond the years that the calendar knows, which was judged by its weekday.
    CALENDAR_EXTRAPOLATED(Severity.WARNING),
    /// More than ten bars are missing between a row and the one before.
    LARGE_GAP(Severity.INFO),
    /// Bars that the calendar expects are not there, and nobody said that there are none.
    MISSING_BARS(Severity.WARNING),
    /// A bar that begins at a time at which the calendar expects none.
    OFF_GRID(Severity.INFO),
    /// A second source says something else.
    CROSS_REFERENCE(Severity.WARNING),
    /// The first or last time is not what was asked for.
    DATE_RANGE(Severity.WARNING),
    /// A time after now.
    FUTURE_TIMESTAMP(Severity.ERROR),
    /// Flat bars without volume in a row.
    ZERO_VOLUME_RUN(Severity.INFO),
    /// Bid or ask is absent.
    ONE_SIDED_QUOTE(Severity.INFO),
    /// The bid is at or above the ask.
    LOCKED_OR_CROSSED(Severity.WARNING),
    /// After a hole of more than 180 trading days prices stand on another level.
    TICKER_REUSED(Severity.WARNING),
    /// An overnight jump like a split in prices that are said to be adjusted.
    SPLIT_LIKE_JUMP(Severity.WARNING),
    /// A trade's id came before.
    DUPLICATE_TRADE_ID(Severity.ERROR),
    /// The time of receipt left the time of the event.
    RECEIVE_TIME_JUMP(Severity.ERROR),
    /// A row of another symbol.
    FOREIGN_SYMBOL(Severity.ERROR),
    /// Updates of a book are missing.
    UPDATE_ID_GAP(Severity.ERROR),
    /// A tick is earlier than the one before.
    DATETIME_NOT_SORTED(Severity.ERROR),
    /// A tick has the time of the one before.
    DATETIME_DUPLICATES(Severity.WARNING),
    /// An open interest is below zero.
    NEGATIVE_OPEN_INTEREST(Severity.ERROR),
    /// A tick's last price, best bid or best ask is below zero.
    NEGATIVE_PRICE(Severity.ERROR),
    /// A tick's best ask is below its best bid.
    CROSSED_BOOK(Severity.ERROR),
    /// The volume of the trading day so far fell.
    VOLUME_DECREASED(Severity.WARNING),
    /// A tick outside every session.
    TICK_OUTSIDE_SESSION(Severity.WARNING);

    private final Severity severity;

    RuleCode(Severity severity) {
        this.severity = severity;
    }

    /// The code in findings, such as `price_consistency`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The severity it has unless settings say otherwise.
    public Severity severity() {
        return severity;
    }

    /// Reads what [#text] writes.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static RuleCode parse(String text) {
        return new SettingValue("rule", text).choice(values(), RuleCode::text);
    }
}
