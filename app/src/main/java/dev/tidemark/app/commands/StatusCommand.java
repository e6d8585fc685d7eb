package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.maintain.StatusReport;
import java.util.Optional;
import picocli.CommandLine.Command;

/// `tidemark status`.
@Command(
        name = "status",
        header = "The newest commit, and whether the files below data/ are what it says.",
        exitCodeList = {"0:all is well", "1:files in data/ are missing, changed or foreign; each is named"},
        footer = {"  tidemark status", "  tidemark doctor --fix     puts data/ right"})
final class StatusCommand extends LakeCommand {
    StatusCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        StatusReport report = lake.maintenance().status(session.progress());
        Snapshot head = lake.head();
        if (json()) {
            console().print(json(lake, head, report));
        } else {
            print(lake, head, report);
        }
        return report.findings().isEmpty() ? DONE : ErrorCode.CHECK_FAILED.exitCode();
    }

    private JsonObject json(Lake lake, Snapshot head, StatusReport report) {
        return new JsonObject()
                .put("lake", lake.folder().toString())
                .put("lake_id", lake.id())
                .put("commit", report.commit())
                .put("id", head.commitId())
                .put("time", Optional.of(head.time().toString()).filter(t -> head.number() > 0))
                .put("datasets", head.datasets().size())
                .put("series", report.series())
                .put("files", report.files())
                .put("hashed", report.hashed())
                .put("findings", Findings.json(report.findings()));
    }

    private void print(Lake lake, Snapshot head, StatusReport report) {
        console().print(console().style().bold("lake " + lake.folder()));
        if (head.number() == 0) {
            console().print("  no commits yet; `tidemark import stooq FILE` makes the first");
        } else {
            console()
                    .print("  commit " + head.number() + " (" + head.commitId() + ") of " + HumanText.time(head.time())
                            + " UTC");
        }
        console()
                .print("  " + HumanText.count(head.datasets().size(), "datasets") + ", "
                        + HumanText.count(report.series(), "series") + ", " + HumanText.count(report.files(), "files"));
        if (report.findings().isEmpty()) {
            console().print("  " + console().style().green("data/ is as the commit says"));
        } else {
            console()
                    .print("  " + HumanText.count(report.findings().size(), "files")
                            + " in data/ differ from the commit; `tidemark doctor --fix` puts them right:");
            Findings.print(console(), report.findings());
        }
    }
}
