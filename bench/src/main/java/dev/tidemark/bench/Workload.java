package dev.tidemark.bench;

import java.io.IOException;

/// One question with its peers, answered in one run.
interface Workload {
    /// The word that chooses it, such as `W3`.
    String name();

    /// What is measured.
    String title();

    /// Measures, checks the results against each other, and states the figures.
    void run(Bench bench) throws IOException, InterruptedException;
}
