package dev.tidemark.app.console;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM: the command learns at its next step that it shall stop, gives back what it holds, and the
/// process ends
/// with 130. What is slower than the patience is cut off, which a lake survives.
public final class Cancellation {
    /// How long a command may take to stop.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile int exitCode;

    /// Makes signals cancel. For the process's one command.
    public void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "tidemark-cancel"));
    }

    /// Asks the command to stop.
    public void request() {
        requested = true;
    }

    public boolean isRequested() {
        return requested;
    }

    /// Passes unless there was a request.
    ///
    /// @throws TidemarkException `CANCELLED` after a request
    public void check() {
        if (requested) {
            throw new TidemarkException(
                    ErrorCode.CANCELLED,
                    "cancelled; what was committed stays, run the command again to finish the rest");
        }
    }

    /// Says that the command has ended by itself; a later signal does nothing.
    public void ended(int code) {
        exitCode = code;
        ended.countDown();
    }

    /// Runs in the shutdown hook, also at the normal end, where it has nothing to do.
    private void stop() {
        if (ended.getCount() == 0) {
            return;
        }
        request();
        Runtime.getRuntime().halt(awaitEnd() ? exitCode : ErrorCode.CANCELLED.exitCode());
    }

    private boolean awaitEnd() {
        try {
            return ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
