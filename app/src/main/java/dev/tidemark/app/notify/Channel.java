package dev.tidemark.app.notify;

import java.io.IOException;

/// A way to reach people.
interface Channel {
    /// `webhook`, `mail` or `command`.
    String name();

    /// Sends a message, or gives up after a while.
    ///
    /// @throws IOException saying why it was not delivered, without a secret
    void send(Message message) throws IOException;
}
