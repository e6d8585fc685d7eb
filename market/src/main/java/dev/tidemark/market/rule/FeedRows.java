package dev.tidemark.market.rule;

/// What all rows of a recorded feed have, an array a column, shared with the caller.
///
/// @param eventTime   when the exchange says it happened, nanoseconds since 1970-01-01T00:00Z
/// @param receiveTime when the recorder received it, nanoseconds since 1970-01-01T00:00Z; where that is not known, the
///                    event times again
/// @param symbol      whose row it is
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FeedRows(long[] eventTime, long[] receiveTime, String[] symbol) {
    public FeedRows {
        Rows.same("receive_time", receiveTime.length, eventTime.length);
        Rows.same("symbol", symbol.length, eventTime.length);
    }

    /// The number of rows.
    public int rows() {
        return eventTime.length;
    }
}
