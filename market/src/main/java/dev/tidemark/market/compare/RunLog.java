package dev.tidemark.market.compare;

import java.util.ArrayList;
import java.util.List;

/// Collects stretches of keys. For one thread.
final class RunLog<R> {
    private final List<R> first = new ArrayList<>();
    private long rows;
    private long total;

    void add(R run, long rowsOfRun) {
        total++;
        rows += rowsOfRun;
        if (first.size() < Runs.MOST) {
            first.add(run);
        }
    }

    Runs<R> runs() {
        return new Runs<>(rows, total, first);
    }
}
