package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseMemory.Written;
import dev.tidemark.app.universe.UniverseSetup.Existing;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.sources.universe.OutputFiles;
import dev.tidemark.sources.universe.OutputFiles.Outcome;
import dev.tidemark.sources.universe.SourceFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reports and exports beside the lake. A file that holds what it should is left alone; one that was deleted or edited
/// is
/// written again. The folder of exports lists the files that are ours, so that those whose source is gone go, and no
/// other.
final class UniverseFiles {
    /// The list of our files in a folder of exports.
    static final String OURS = ".tidemark-exports";

    /// Stands for the digest of an export that was kept, whatever it holds.
    private static final String KEPT = "";

    /// Nobody writes one file for so long.
    private static final Duration ABANDONED = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final UniverseMemory past;
    private final UniverseMemory now;
    private final InstantSource clock;
    private final OutputFiles out;

    UniverseFiles(UniverseMemory past, UniverseMemory now, InstantSource clock, OutputFiles out) {
        this.past = past;
        this.now = now;
        this.clock = clock;
        this.out = out;
    }

    /// Whether every file that the past run left is as it was, and as this one would leave it.
    static boolean areAsWritten(UniverseMemory past, Existing existing) {
        try {
            for (Map.Entry<String, Written> output : past.outputs().entrySet()) {
                Written written = output.getValue();
                boolean isKept = written.digest().equals(KEPT) && existing != Existing.KEEP;
                if (isKept || !FileStat.of(Path.of(output.getKey())).equals(written.stat())) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Writes a report.
    Outcome report(Path file, Table table) {
        byte[] bytes = TableCsv.of(table);
        try {
            Outcome outcome = out.write(file, bytes);
            remember(file, Digest.of(bytes).hex());
            return outcome;
        } catch (IOException e) {
            throw io("write the report " + file, e);
        }
    }

    private void remember(Path file, String digest) throws IOException {
        Written written = new Written(FileStat.settled(file, clock.instant()), digest);
        synchronized (now) {
            now.outputs().put(file.toString(), written);
        }
    }

    /// Makes a folder hold the exports of a table, see `universe/exports`.
    ExportOutcome exports(
            Path folder, Table table, TreePrices prices, Existing existing, int threads, Progress progress) {
        try {
            TreeSet<String> ours = new TreeSet<>(ours(folder));
            List<Export> wanted = exports(folder, table);
            TreeSet<String> gone = new TreeSet<>(ours);
            wanted.forEach(export -> {
                gone.remove(export.name());
                ours.add(export.name());
            });
            keep(folder, ours);
            sweep(folder, ours);
            ExportOutcome made = make(wanted, prices, existing, threads, progress);
            long removed = 0;
            for (String name : gone) {
                removed += out.remove(folder.resolve(name)) ? 1 : 0;
                ours.remove(name);
            }
            keep(folder, ours);
            return new ExportOutcome(
                    made.written(), made.unchanged(), removed, made.failed(), made.isWhole(), made.faults(), List.of());
        } catch (IOException e) {
            throw io("write exports to " + folder, e);
        }
    }

    /// Takes away what runs that were killed left. A folder that it fails on is left to the next run.
    private void sweep(Path folder, Set<String> ours) {
        try {
            Instant before = clock.instant().minus(ABANDONED);
            out.sweep(folder, name -> name.equals(OURS) || ours.contains(name), before);
        } catch (IOException e) {
            // drafts are hidden and hold nothing that is missed
        }
    }

    private static List<String> ours(Path folder) throws IOException {
        try {
            return Files.readAllLines(folder.resolve(OURS), StandardCharsets.UTF_8).stream()
                    .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void keep(Path folder, Set<String> ours) throws IOException {
        String text = String.join("\n", ours) + "\n";
        out.write(folder.resolve(OURS), text.getBytes(StandardCharsets.UTF_8));
    }

    private record Export(String name, Path file, String path, String source, String digest) {}

    private static List<Export> exports(Path folder, Table table) {
        List<Export> exports = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            String name = TableTexts.of(table, "file", row);
            exports.add(new Export(
                    name,
                    folder.resolve(name),
                    TableTexts.of(table, "stooq_path", row),
                    TableTexts.of(table, "source_sha256", row),
                    TableTexts.of(table, "sha256", row)));
        }
        return exports;
    }

    /// What became of one export.
    private record Made(Outcome outcome, Optional<SourceFault> fault) {}

    private ExportOutcome make(
            List<Export> wanted, TreePrices prices, Existing existing, int threads, Progress progress) {
        List<Export> due = new ArrayList<>();
        for (Export export : wanted) {
            if (existing == Existing.OVERWRITE || !isKnown(export)) {
                due.add(export);
            }
        }
        long written = 0;
        List<SourceFault> faults = new ArrayList<>();
        if (!due.isEmpty()) {
            progress.begin("export", due.size(), "files");
            try (Workers<Export, Made> workers = new Workers<>(
                    Math.min(threads, due.size()), due, each -> make(each, prices, existing), new StopSignal())) {
                for (int left = due.size(); left > 0; ) {
                    Made made = workers.next(PATIENCE);
                    progress.advance(made == null ? 0 : 1);
                    if (made != null) {
                        left--;
                        written += made.outcome() == Outcome.WRITTEN ? 1 : 0;
                        made.fault().ifPresent(faults::add);
                    }
                }
            } finally {
                progress.end();
            }
        }
        long unchanged = wanted.size() - written - faults.size();
        return new ExportOutcome(written, unchanged, 0, faults.size(), faults.isEmpty(), faults, List.of());
    }

    /// Whether the file is the one that an earlier run left, and holds what it should.
    private boolean isKnown(Export export) {
        Written before = past.outputs().get(export.file().toString());
        try {
            if (before != null
                    && before.digest().equals(export.digest())
                    && before.stat().equals(FileStat.of(export.file()))) {
                now.outputs().put(export.file().toString(), before);
                return true;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private Made make(Export export, TreePrices prices, Existing existing) {
        try {
            boolean isThere = Files.isRegularFile(export.file());
            if (isThere && existing == Existing.KEEP) {
                remember(export.file(), KEPT);
                return new Made(Outcome.UNCHANGED, Optional.empty());
            }
            boolean isRight = isThere
                    && Digest.of(Files.readAllBytes(export.file())).hex().equals(export.digest());
            if (isRight && existing == Existing.REFRESH) {
                remember(export.file(), export.digest());
                return new Made(Outcome.UNCHANGED, Optional.empty());
            }
            Optional<byte[]> bytes = prices.export(export.path(), export.source());
            if (bytes.isEmpty()) {
                return new Made(Outcome.UNCHANGED, Optional.of(unmade(export, prices)));
            }
            out.replace(export.file(), bytes.get());
            remember(export.file(), export.digest());
            return new Made(Outcome.WRITTEN, Optional.empty());
        } catch (IOException e) {
            String text = "cannot write the export " + export.file() + ": " + e;
            return new Made(Outcome.UNCHANGED, Optional.of(new SourceFault(export.path(), 0, "not_written", text)));
        }
    }

    private static SourceFault unmade(Export export, TreePrices prices) {
        return prices.isHidden(export.path())
                ? new SourceFault(
                        export.path(),
                        0,
                        "unreadable",
                        "cannot write the export " + export.file() + ": the folder or archive of " + export.path()
                                + " cannot be read")
                : new SourceFault(
                        export.path(),
                        0,
                        "source_changed",
                        export.path() + " changed while it was exported; run the command again");
    }

    private static TidemarkException io(String what, IOException cause) {
        return new TidemarkException(ErrorCode.IO, "cannot " + what + ": " + cause, cause);
    }
}
