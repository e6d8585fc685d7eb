package dev.tidemark.market.compare;

/// Finds stretches of keys that one side lacks. For one thread.
final class KeyWatch {
    private final RunLog<KeyRun> found = new RunLog<>();
    private long first;
    private long last;
    private long rows;

    void accept(long time) {
        first = rows == 0 ? time : first;
        last = time;
        rows++;
    }

    /// A key of the other side comes.
    void flush() {
        if (rows > 0) {
            found.add(new KeyRun(first, last, rows), rows);
            rows = 0;
        }
    }

    Runs<KeyRun> runs() {
        flush();
        return found.runs();
    }
}
