package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.Rebuild;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.maintain.VerifyReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark verify`.
@Command(
        name = "verify",
        header = "Check the history, the manifests and the stored files against their digests.",
        exitCodeList = {"0:all is well", "1:something is damaged, missing or not what a rebuild gives; each is named"},
        footer = {
            "  tidemark verify            commits, manifests, and that each file is there",
            "  tidemark verify --full     also every byte and every value",
            "  tidemark verify --rebuild all   make derived partitions again and compare"
        })
final class VerifyCommand extends LakeCommand {
    @Option(names = "--full", description = "Hash every file and digest every value anew.")
    private boolean full;

    @Option(
            names = "--rebuild",
            paramLabel = "N|all",
            description = "Make N derived partitions, or all, again and compare contents and bytes.")
    private @Nullable String rebuild;

    @Option(names = "--seed", paramLabel = "S", description = "Which partitions --rebuild N chooses; default 0.")
    private long seed;

    VerifyCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        VerifyReport report = lake.maintenance().verify(full, session.progress());
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("full", full)
                            .put("commits", report.commits())
                            .put("manifests", report.manifests())
                            .put("objects", report.objects())
                            .put("bytes", report.bytes())
                            .put("pending_files", report.pendingFiles())
                            .put("findings", Findings.json(report.findings())));
        } else {
            print(report);
        }
        boolean isWell = report.findings().isEmpty();
        if (rebuild != null) {
            isWell &= rebuild(lake, config, rebuild);
        }
        return isWell ? DONE : ErrorCode.CHECK_FAILED.exitCode();
    }

    private boolean rebuild(Lake lake, Config config, String text) {
        long most = text.equals("all") ? Long.MAX_VALUE : most(text);
        Rebuild.Report report =
                Rebuild.run(lake, Registry.recipes(lake, config).derived(lake.head()), most, seed, session.progress());
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("rebuilt", report.compared())
                            .put("stale", report.stale())
                            .put(
                                    "differences",
                                    report.differences().stream()
                                            .map(d -> new JsonObject()
                                                    .put("series", d.series().toString())
                                                    .put("chunk", d.chunk())
                                                    .put("message", d.message()))));
            return report.differences().isEmpty();
        }
        console()
                .print("rebuilt " + HumanText.count(report.compared(), "partitions") + ": "
                        + (report.differences().isEmpty()
                                ? console().style().green("all equal")
                                : HumanText.count(report.differences().size(), "differences")));
        if (report.stale() > 0) {
            console()
                    .print(HumanText.count(report.stale(), "partitions")
                            + " are stale and were not compared; `tidemark plan` says why");
        }
        report.differences().forEach(d -> console().print("  " + d.series() + "/" + d.chunk() + " " + d.message()));
        return report.differences().isEmpty();
    }

    private static long most(String text) {
        try {
            return Math.max(0, Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "--rebuild '" + text + "' is no number; expected one, or `all`", e);
        }
    }

    private void print(VerifyReport report) {
        console()
                .print((full ? "hashed " : "looked at ") + HumanText.count(report.commits(), "commits") + ", "
                        + HumanText.count(report.manifests(), "manifests") + ", "
                        + HumanText.count(report.objects(), "objects") + " of " + HumanText.bytes(report.bytes()));
        if (report.pendingFiles() > 0) {
            console()
                    .note(HumanText.count(report.pendingFiles(), "files")
                            + " below data/ wait for the next writer, since a process died before it made them;"
                            + " `tidemark doctor --fix` does it now");
        }
        if (report.findings().isEmpty()) {
            console()
                    .print(console().style().green("all is well")
                            + (full ? "" : "; `tidemark verify --full` also reads every byte"));
        } else {
            console().print(HumanText.count(report.findings().size(), "findings") + ":");
            Findings.print(console(), report.findings());
        }
    }
}
