package dev.tidemark.lake.archive;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.archive.ArchiveReport.Refusal;
import java.util.ArrayList;
import java.util.List;

/// Counts what a move does. For one thread.
final class ArchiveCount {
    private final List<Refusal> refused = new ArrayList<>();
    private final List<Long> commits = new ArrayList<>();
    private long series;
    private long partitions;
    private long rows;
    private long lakeBytes;
    private long archiveBytes;
    private long present;

    void series() {
        series++;
    }

    void moved(long movedRows, long inLake, long inArchive) {
        partitions++;
        rows += movedRows;
        lakeBytes += inLake;
        archiveBytes += inArchive;
    }

    void present() {
        present++;
    }

    void refused(String what, String why) {
        refused.add(new Refusal(what, why));
    }

    void committed(Commit commit) {
        commits.add(commit.number());
    }

    ArchiveReport report() {
        return new ArchiveReport(series, partitions, rows, lakeBytes, archiveBytes, present, refused, commits);
    }
}
