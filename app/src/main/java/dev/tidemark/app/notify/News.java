package dev.tidemark.app.notify;

import java.time.Instant;
import java.util.Locale;

/// A matter that somebody shall hear of now.
///
/// @param matter what it is; of one that is over, with the text that it had
/// @param kind   why now
/// @param since  when it came up
record News(Matter matter, Kind kind, Instant since) {
    /// Why a matter is told.
    enum Kind {
        NEW,
        STILL,
        OVER;

        /// The stable lower-case name.
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// `new error: bars/1d/AAPL: …`.
    String line() {
        return switch (kind) {
            case NEW -> matter.severity().text() + ": " + matter.text();
            case STILL -> "still " + matter.severity().text() + ", since " + since + ": " + matter.text();
            case OVER -> "over: " + matter.text();
        };
    }
}
