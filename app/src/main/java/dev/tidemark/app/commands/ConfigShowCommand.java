package dev.tidemark.app.commands;

import dev.tidemark.app.config.Given;
import dev.tidemark.app.config.Secrets;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark config show`.
@Command(
        name = "show",
        header = "Every setting with the value that holds.",
        exitCodeList = {"0:done", "2:the config is wrong; file and line are named"},
        footer = {"  tidemark config show", "  TIDEMARK_JOBS=4 tidemark config show --origin"})
final class ConfigShowCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--origin", description = "Also where each value comes from.")
    private boolean origin;

    ConfigShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        TextTable table = origin
                ? new TextTable().text("KEY").text("VALUE").text("ORIGIN")
                : new TextTable().text("KEY").text("VALUE");
        for (Given given : session.config().all()) {
            String value = Secrets.redact(given.key(), given.text());
            if (session.json()) {
                JsonObject object = new JsonObject().put("key", given.key()).put("value", value);
                session.console().print(origin ? object.put("origin", given.origin()) : object);
            } else if (origin) {
                table.row(given.key(), value, given.origin());
            } else {
                table.row(given.key(), value);
            }
        }
        if (!session.json()) {
            table.print(session.console());
        }
        return LakeCommand.DONE;
    }
}
