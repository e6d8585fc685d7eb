package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark rechunk D --chunk C`.
@Command(
        name = "rechunk",
        header = "Cut the series of a dataset into other files; what they hold stays equal.",
        exitCodeList = {"0:done, or nothing to do", "3:locked by another process", "6:no such dataset"},
        footer = {"  tidemark rechunk bars/5m --chunk quarter"})
final class RechunkCommand extends LakeCommand {
    @Parameters(index = "0", paramLabel = "DATASET", description = "Such as bars/5m.")
    private String dataset = "";

    @Option(
            names = "--chunk",
            required = true,
            paramLabel = "C",
            description = "day, week, month, quarter, year or all.")
    private String chunk = "";

    RechunkCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        DatasetName name = DatasetName.parse(dataset);
        ChunkSize size = ChunkSize.parse(chunk);
        Existing.dataset(lake.head(), name);
        List<Commit> commits = lake.maintenance().rechunk(name, size, session.progress());
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("dataset", name.toString())
                            .put("chunk", size.text())
                            .put("commits", commits.stream().map(c -> c.id()).toList()));
        } else if (commits.isEmpty()) {
            console().print(name + " is cut by " + size.text() + " already");
        } else {
            console()
                    .print(name + " is cut by " + size.text() + " now; commit "
                            + commits.getLast().number());
        }
        return DONE;
    }
}
