package dev.tidemark.lake.work;

import java.util.concurrent.CancellationException;

/// Says to working threads that they shall end. Thread-safe; once given it stays.
public final class StopSignal {
    private volatile boolean isGiven;

    /// Gives the signal.
    public void give() {
        isGiven = true;
    }

    public boolean isGiven() {
        return isGiven;
    }

    /// Ends the work when the signal was given.
    ///
    /// @throws CancellationException then
    public void check() {
        if (isGiven) {
            throw new CancellationException("the work stops");
        }
    }
}
