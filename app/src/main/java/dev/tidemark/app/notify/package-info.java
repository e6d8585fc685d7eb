/// Tells people what went wrong: by a webhook, by mail, by a command of theirs. Start at [Notifier].
///
/// A [Matter] is what a check found of one topic. The notifier remembers which topics are open and says a thing when it
/// is
/// new, again after a while, and once more when it is over.
@NullMarked
package dev.tidemark.app.notify;

import org.jspecify.annotations.NullMarked;
