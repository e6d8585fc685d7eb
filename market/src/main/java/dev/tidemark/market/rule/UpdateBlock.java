package dev.tidemark.market.rule;

/// Some updates of a book from a recorded feed in the order of receipt, an array a column, shared with the caller. An
/// update of several levels may take several rows with the same ids.
///
/// @param feed    times and symbols
/// @param firstId the first of the exchange's update ids that the row covers
/// @param lastId  the last of them
@SuppressWarnings("ArrayRecordComponent") // never compared
public record UpdateBlock(FeedRows feed, long[] firstId, long[] lastId) {
    public UpdateBlock {
        Rows.same("first_id", firstId.length, feed.rows());
        Rows.same("last_id", lastId.length, feed.rows());
    }
}
