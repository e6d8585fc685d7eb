package dev.tidemark.app.universe;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.OutputFiles.Outcome;
import java.io.IOException;
import java.nio.file.Path;

/// Writes tables of the lake's universe as reports, where they are not what the last run left.
final class UniverseReports {
    private final Lake lake;
    private final UniverseFiles files;
    private final UniverseMemory past;
    private final UniverseMemory now;
    private final RunLog log;

    UniverseReports(Lake lake, UniverseFiles files, UniverseMemory past, UniverseMemory now, RunLog log) {
        this.lake = lake;
        this.files = files;
        this.past = past;
        this.now = now;
        this.log = log;
    }

    /// A table as the lake has it; an empty one when it has none.
    static Table table(Lake lake, DatasetName dataset, Schema schema) {
        return UniverseTables.read(lake, lake.head(), dataset).orElseGet(() -> new TableBuilder(schema).build());
    }

    /// Makes a file the report of a dataset.
    void write(Path file, DatasetName dataset, Schema schema) {
        String of = new UniverseHead(lake.head()).manifest(dataset);
        String name = "report." + dataset.member();
        log.outputs().add(file);
        now.put(name, of);
        if (!isKnown(file, of, past.fact(name))) {
            Outcome outcome = files.report(file, table(lake, dataset, schema));
            log.counts().merge("reports_written", outcome == Outcome.WRITTEN ? 1L : 0L, Long::sum);
        }
    }

    private boolean isKnown(Path file, String of, String before) {
        UniverseMemory.Written written = past.outputs().get(file.toString());
        try {
            boolean isKnown = written != null
                    && !of.isEmpty()
                    && before.equals(of)
                    && written.stat().equals(FileStat.of(file));
            if (isKnown) {
                now.outputs().put(file.toString(), written);
            }
            return isKnown;
        } catch (IOException e) {
            log.warnings().add("cannot look at " + file + ": " + e);
            return false;
        }
    }

    /// Counts the unmatched instruments by reason.
    void countUnmatched() {
        Table unmatched = table(lake, UniverseTables.UNMATCHED, UniverseTables.UNMATCHED_SCHEMA);
        StringColumn column = (StringColumn) unmatched.column("reason");
        for (int row = 0; row < unmatched.rows(); row++) {
            String reason = String.valueOf(column.text(row));
            int bracket = reason.indexOf('(');
            log.reasons().merge(bracket < 0 ? reason : reason.substring(0, bracket), 1L, Long::sum);
        }
    }
}
