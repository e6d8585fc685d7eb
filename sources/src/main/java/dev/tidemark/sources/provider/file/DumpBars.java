package dev.tidemark.sources.provider.file;

import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.UtcGrid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/// Takes the bars of a symbol's files, the newest file first. For one thread.
final class DumpBars {
    private final BarRequest request;
    private final BarRows rows = new BarRows();
    private final Set<Long> newer = new HashSet<>();
    private int firstOfFile;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    DumpBars(BarRequest request) {
        this.request = request;
    }

    /// Whether a bar of the current file is wanted: it lies in the window, and no newer file has it.
    ///
    /// @param micros start, microseconds since 1970-01-01T00:00Z
    boolean wants(long micros) {
        first = Math.min(first, micros);
        last = Math.max(last, micros);
        return request.holds(micros) && !newer.contains(micros);
    }

    /// Where wanted bars are added.
    BarRows rows() {
        return rows;
    }

    /// Goes on to an older file.
    void endFile() {
        for (int row = firstOfFile; row < rows.size(); row++) {
            newer.add(rows.ts(row));
        }
        firstOfFile = rows.size();
    }

    /// Speaks for the window from the first bar of the files to the last one.
    BarAnswer answer() {
        if (first > last) {
            return BarAnswer.silent(request);
        }
        Instant from = later(request.from(), timeOf(first));
        Instant to = earlier(request.to(), timeOf(new UtcGrid(request.timeframe()).next(last)));
        return from.isBefore(to) ? new BarAnswer(rows, from, to) : BarAnswer.silent(request);
    }

    private static Instant timeOf(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
