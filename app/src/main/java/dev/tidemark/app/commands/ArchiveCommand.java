package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.ArchiveReport;
import dev.tidemark.lake.archive.ArchiveSelection;
import dev.tidemark.lake.archive.ArchivedSeries;
import dev.tidemark.lake.archive.LakeArchive;
import dev.tidemark.lake.io.FileOps;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark archive D[/SYMBOL[/CHUNK]] --to FOLDER`; `--list` and `--check` need no lake.
@Command(
        name = "archive",
        header = "Move old partitions out of the lake into a folder, as the smallest Parquet files.",
        description = {
            "Files are written, made durable, read back and compared before a commit takes the partitions out of the"
                    + " lake; their space is free after `tidemark gc`. `tidemark restore --archive FOLDER` brings them"
                    + " back.",
            "Derived datasets are refused: remove them, and build them again when they are wanted. What was built from"
                + " archived partitions is kept until the next build, which asks for --allow-removal before it takes"
                + " much of it."
        },
        exitCodeList = {
            "0:done, or nothing to do",
            "1:with --check: files of the archive are damaged",
            "2:wrong usage, or a folder that is something else",
            "3:locked by another process",
            "5:some partitions were refused; each is named",
            "6:no such dataset, series, chunk or archive"
        },
        footer = {
            "  tidemark archive ticks/raw --before 2020-01-01 --to /mnt/cold/ticks",
            "  tidemark archive bars/1m/DELISTED --to /mnt/cold/delisted",
            "  tidemark archive --list /mnt/cold/ticks",
            "  tidemark archive --check /mnt/cold/ticks"
        })
final class ArchiveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "D[/SYMBOL[/CHUNK]]", description = "What to archive.")
    private @Nullable String target;

    @Option(names = "--before", paramLabel = "DATE", description = "Only partitions that end before this date (UTC).")
    private @Nullable LocalDate before;

    @Option(names = "--to", paramLabel = "FOLDER", description = "The archive; made when it is not there.")
    private @Nullable Path to;

    @Option(names = "--list", paramLabel = "FOLDER", description = "Show what an archive holds.")
    private @Nullable Path list;

    @Option(names = "--check", paramLabel = "FOLDER", description = "Read and compare every file of an archive.")
    private @Nullable Path check;

    ArchiveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean isMove = target != null && to != null && list == null && check == null;
        boolean isLook = target == null && to == null && before == null && (list == null) != (check == null);
        if (!isMove && !isLook) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "give what to archive and --to FOLDER, or --list FOLDER, or --check FOLDER");
        }
        if (list != null) {
            return list(archive(list));
        }
        if (check != null) {
            return check(archive(check));
        }
        Config config = session.config();
        try (Lake lake = session.openLake(config)) {
            return move(lake, Target.parse(String.valueOf(target)), session.resolve(Path.of(String.valueOf(to))));
        }
    }

    private LakeArchive archive(Path folder) {
        return LakeArchive.in(session.resolve(folder), FileOps.system());
    }

    private int move(Lake lake, Target named, Path folder) {
        Existing.target(lake.head(), named);
        ArchiveSelection selection =
                new ArchiveSelection(named.dataset(), named.symbol(), named.chunk(), Optional.ofNullable(before));
        ArchiveReport report =
                LakeArchive.in(folder, lake.options().files()).archive(lake, selection, session.progress());
        int code = ArchivePrinter.print(session.console(), report, "archived", "nothing to archive");
        if (report.partitions() > 0) {
            session.console()
                    .note("their space is free after `tidemark gc`; what recipes made of them goes with the next"
                            + " build");
        }
        return code;
    }

    private int list(LakeArchive archive) {
        Console console = session.console();
        TextTable table = new TextTable()
                .text("SERIES")
                .text("FIRST")
                .text("LAST")
                .number("PARTITIONS")
                .number("ROWS")
                .number("BYTES");
        archive.eachSeries(series -> {
            if (session.json()) {
                console.print(json(series));
            } else {
                table.row(
                        series.key().toString(),
                        series.partitions().getFirst().chunk(),
                        series.partitions().getLast().chunk(),
                        HumanText.count(series.partitions().size()),
                        HumanText.count(series.rows()),
                        HumanText.bytes(series.bytes()));
            }
        });
        if (!session.json()) {
            table.print(console);
        }
        return LakeCommand.DONE;
    }

    private static JsonObject json(ArchivedSeries series) {
        Stream<JsonObject> partitions = series.partitions().stream()
                .map(partition -> new JsonObject()
                        .put("chunk", partition.chunk())
                        .put("rows", partition.rows())
                        .put("bytes", partition.bytes())
                        .put("content_digest", partition.content().hex()));
        return new JsonObject()
                .put("dataset", series.key().dataset().toString())
                .put("symbol", series.key().symbol())
                .put("chunk", series.record().chunkSize().text())
                .put("rows", series.rows())
                .put("bytes", series.bytes())
                .put("partitions", partitions);
    }

    private int check(LakeArchive archive) {
        List<String> faults = archive.check(session.progress());
        if (session.json()) {
            session.console().print(new JsonObject().put("faults", faults));
        } else if (faults.isEmpty()) {
            session.console().print("every file of the archive holds what its index says");
        } else {
            faults.forEach(session.console()::print);
        }
        return faults.isEmpty() ? LakeCommand.DONE : ErrorCode.CHECK_FAILED.exitCode();
    }
}
