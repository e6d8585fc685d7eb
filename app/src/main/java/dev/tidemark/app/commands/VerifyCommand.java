package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.maintain.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark verify`.
@Command(
        name = "verify",
        header = "Check the history, the manifests and the stored files against their digests.",
        exitCodeList = {"0:all is well", "1:something is damaged or missing; each is named"},
        footer = {
            "  tidemark verify            commits, manifests, and that each file is there",
            "  tidemark verify --full     also every byte and every value"
        })
final class VerifyCommand extends LakeCommand {
    @Option(names = "--full", description = "Hash every file and digest every value anew.")
    private boolean full;

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
                            .put("findings", Findings.json(report.findings())));
        } else {
            print(report);
        }
        return report.findings().isEmpty() ? DONE : ErrorCode.CHECK_FAILED.exitCode();
    }

    private void print(VerifyReport report) {
        console()
                .print((full ? "hashed " : "looked at ") + HumanText.count(report.commits(), "commits") + ", "
                        + HumanText.count(report.manifests(), "manifests") + ", "
                        + HumanText.count(report.objects(), "objects") + " of " + HumanText.bytes(report.bytes()));
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
