package dev.tidemark.lake;

/// Where long work says how far it is, and learns that it shall stop. Thread-safe.
public interface Progress {
    /// Says nothing, never stops.
    Progress NONE = new Progress() {
        @Override
        public void begin(String what, long total, String unit) {}

        @Override
        public void advance(long done) {}

        @Override
        public void end() {}
    };

    /// Starts a phase.
    ///
    /// @param total how much there is to do; -1 when not known
    /// @param unit  what is counted: `files`, `rows`, `bytes`
    void begin(String what, long total, String unit);

    /// Adds to what is done.
    ///
    /// @throws TidemarkException `CANCELLED` when the user wants it to stop
    void advance(long done);

    /// Ends the phase.
    void end();
}
