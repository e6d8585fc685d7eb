package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.maintain.GcOptions;
import dev.tidemark.lake.maintain.GcReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark gc`.
@Command(
        name = "gc",
        header = "Delete the files that no kept state needs.",
        description =
                "Keeps every tag, the head, the newest commits and past states up to the ages in the config (gc: ...).",
        exitCodeList = {"0:done, or nothing to do", "3:the lake is in use; the message names by whom"},
        footer = {
            "  tidemark gc --dry-run",
            "  tidemark gc --all     keeps tags and the head only; wants the lake alone"
        })
final class GcCommand extends LakeCommand {
    @Option(names = "--all", description = "Keep the tags and the head only.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only say what would go.")
    private boolean dryRun;

    GcCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        GcOptions kept = all ? GcOptions.ALL : config.gc();
        GcOptions options = new GcOptions(
                kept.all(), kept.keepCommits(), kept.keepDerived(), kept.keepRawAll(), kept.keepRaw(), dryRun);
        GcReport report = lake.maintenance().gc(options, session.progress());
        if (json()) {
            console().print(json(report));
        } else if (report.objects() + report.manifests() == 0) {
            console().print("nothing to delete");
        } else {
            console()
                    .print((dryRun ? "would delete " : "deleted ") + HumanText.count(report.objects(), "objects")
                            + " and " + HumanText.count(report.manifests(), "manifests") + ", "
                            + HumanText.bytes(report.bytes()));
        }
        return DONE;
    }

    private JsonObject json(GcReport report) {
        Horizon horizon = report.horizon();
        return new JsonObject()
                .put("dry_run", dryRun)
                .put("objects", report.objects())
                .put("manifests", report.manifests())
                .put("bytes", report.bytes())
                .put("committed", report.committed())
                .put(
                        "horizon",
                        new JsonObject()
                                .put("derived", horizon.derived())
                                .put("raw_all", horizon.rawAll())
                                .put("raw", horizon.raw()));
    }
}
