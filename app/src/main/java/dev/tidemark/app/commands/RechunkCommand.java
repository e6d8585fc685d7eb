package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Compression;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark rechunk D --chunk C --compression K`.
@Command(
        name = "rechunk",
        header = "Write the files of a dataset anew, cut or compressed otherwise; what they hold stays equal.",
        description = "New files of the dataset are compressed as the config says, so put what --compression says there"
                + " too. Content digests stay, and so does everything that was built from the dataset.",
        exitCodeList = {"0:done, or nothing to do", "3:locked by another process", "6:no such dataset"},
        footer = {"  tidemark rechunk bars/5m --chunk quarter", "  tidemark rechunk ticks/raw --compression zstd:9"})
final class RechunkCommand extends LakeCommand {
    @Parameters(index = "0", paramLabel = "DATASET", description = "Such as bars/5m.")
    private String dataset = "";

    @Option(names = "--chunk", paramLabel = "C", description = "day, week, month, quarter, year or all.")
    private @Nullable String chunk;

    @Option(names = "--compression", paramLabel = "K", description = Compression.EXPECTED + ".")
    private @Nullable String compression;

    RechunkCommand(Session session) {
        super(session);
    }

    @Override
    void prepare() {
        if (chunk == null && compression == null) {
            throw new TidemarkException(ErrorCode.USAGE, "say what shall change, with --chunk, --compression or both");
        }
        if (compression != null) {
            session.set(Config.compressionOption(DatasetName.parse(dataset), compression, "--compression"));
        }
    }

    @Override
    int run(Lake lake, Config config) {
        DatasetName name = DatasetName.parse(dataset);
        Optional<ChunkSize> size = Optional.ofNullable(chunk).map(ChunkSize::parse);
        Existing.dataset(lake.head(), name);
        List<Commit> commits = new ArrayList<>();
        size.ifPresent(cut -> commits.addAll(lake.maintenance().rechunk(name, cut, session.progress())));
        Optional<Compression> pages = compression == null ? Optional.empty() : config.compressionOf(name);
        if (pages.isPresent()) {
            commits.addAll(lake.maintenance().recompress(name, session.progress()));
        }
        print(name, size.map(ChunkSize::text), pages.map(Compression::text), commits);
        return DONE;
    }

    private void print(DatasetName name, Optional<String> cut, Optional<String> pages, List<Commit> commits) {
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("dataset", name.toString())
                            .put("chunk", cut)
                            .put("compression", pages)
                            .put("commits", commits.stream().map(Commit::id).toList()));
            return;
        }
        List<String> done = new ArrayList<>();
        cut.ifPresent(text -> done.add("cut by " + text));
        pages.ifPresent(text -> done.add("compressed with " + text));
        String now = commits.isEmpty()
                ? " already"
                : " now; commit " + commits.getLast().number();
        console().print(name + " is " + String.join(" and ", done) + now);
    }
}
