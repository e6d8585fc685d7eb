package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.archive.LakeArchive;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark restore X`, and `tidemark restore --archive FOLDER [D[/SYMBOL]]`.
@Command(
        name = "restore",
        header = "Make a new commit with the content of a past state; nothing of the history is lost.",
        description =
                "With --archive: bring archived partitions back instead. Their digests are compared; chunks of which"
                        + " the lake holds other rows are refused by name, and the archive stays as it is.",
        exitCodeList = {
            "0:done, or nothing to do",
            "3:locked by another process",
            "5:with --archive: some partitions were refused; each is named",
            "6:no such revision, or gc has taken it; nothing of that name in the archive"
        },
        footer = {
            "  tidemark restore 41",
            "  tidemark restore before-restatement",
            "  tidemark restore --archive /mnt/cold/ticks ticks/raw/SHFE.rb2005"
        })
final class RestoreCommand extends LakeCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "X",
            description = "Commit number or id, tag, date or instant; with --archive: dataset or series, default all.")
    private @Nullable String what;

    @Option(names = "--archive", paramLabel = "FOLDER", description = "An archive that `tidemark archive` made.")
    private @Nullable Path archive;

    RestoreCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        if (archive != null) {
            return fromArchive(
                    lake,
                    LakeArchive.in(session.resolve(archive), lake.options().files()));
        }
        if (what == null) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "say which state to restore, such as `tidemark restore 41`, or give --archive");
        }
        Snapshot state = lake.at(what);
        Committed.print(
                console(),
                lake.maintenance().restore(state),
                "the lake holds what commit " + state.number() + " held; nothing to do");
        return DONE;
    }

    private int fromArchive(Lake lake, LakeArchive opened) {
        Optional<Target> named = Optional.ofNullable(what).map(Target::parse);
        if (named.flatMap(Target::chunk).isPresent()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "a series comes back as a whole; name a dataset or a series of the archive");
        }
        return ArchivePrinter.print(
                console(),
                opened.restore(lake, named.map(Target::dataset), named.flatMap(Target::symbol), session.progress()),
                "brought back",
                "the lake holds all of it; nothing to do");
    }
}
