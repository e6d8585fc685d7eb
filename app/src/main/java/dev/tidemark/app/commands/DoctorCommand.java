package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.maintain.DoctorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark doctor`.
@Command(
        name = "doctor",
        header = "Look for what crashed writers left behind and for a tree that differs; --fix puts it right.",
        exitCodeList = {"0:healthy, or all of it fixed", "1:something is wrong still"},
        footer = {
            "  tidemark doctor",
            "  tidemark doctor --fix     never makes a commit, never touches data that a commit names"
        })
final class DoctorCommand extends LakeCommand {
    @Option(names = "--fix", description = "Put right what can be.")
    private boolean fix;

    DoctorCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        DoctorReport report = lake.maintenance().doctor(fix, session.progress());
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("healthy", !report.ailing())
                            .put("findings", Findings.json(report.findings())));
        } else {
            print(report);
        }
        return report.ailing() ? ErrorCode.CHECK_FAILED.exitCode() : DONE;
    }

    private void print(DoctorReport report) {
        Findings.print(console(), report.findings());
        if (!report.ailing()) {
            console().print(console().style().green("the lake is healthy"));
        } else if (fix) {
            console().print("some of it could not be put right; the lines above say what to do");
        } else {
            console().print("`tidemark doctor --fix` puts right what can be");
        }
    }
}
