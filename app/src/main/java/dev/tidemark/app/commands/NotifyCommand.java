package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.control.ControlDatabase.Alert;
import dev.tidemark.app.notify.Notifier;
import dev.tidemark.app.wiring.Notifying;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark notify`.
@Command(
        name = "notify",
        header = "Where news of failures goes and what is open; --test sends a message.",
        description = "Channels stand in tidemark.yaml under notify: a webhook, a mail server, a command. `update` and"
                + " `health` tell what is new, again after notify.repeat, and once when it is over.",
        exitCodeList = {
            "0:done",
            "1:with --test: a channel failed; each is named",
            "2:no channel is configured, or one is half configured"
        },
        footer = {"  tidemark notify", "  tidemark notify --test"})
final class NotifyCommand extends LakeCommand {
    @Option(names = "--test", description = "Send a test message by every channel.")
    private boolean test;

    NotifyCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        try (ControlDatabase alerts = ControlDatabase.open(lake.folder())) {
            Notifier notifier = Notifying.of(session, config, lake, alerts);
            if (!test) {
                show(notifier.channels(), alerts.alerts());
                return DONE;
            }
            if (notifier.channels().isEmpty()) {
                throw new TidemarkException(
                        ErrorCode.BAD_CONFIG,
                        "no channel is configured; set notify.webhook, notify.smtp or notify.command in tidemark.yaml");
            }
            Map<String, String> results = notifier.test();
            results.forEach(this::print);
            boolean isSent = results.values().stream().allMatch(String::isEmpty);
            return isSent ? DONE : ErrorCode.CHECK_FAILED.exitCode();
        }
    }

    private void print(String channel, String failure) {
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("channel", channel)
                            .put("sent", failure.isEmpty())
                            .put("message", failure));
        } else {
            console().print(channel + ": " + (failure.isEmpty() ? "sent" : "failed: " + failure));
        }
    }

    private void show(List<String> channels, List<Alert> open) {
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("channels", channels)
                            .put(
                                    "open",
                                    open.stream()
                                            .map(alert -> new JsonObject()
                                                    .put("topic", alert.topic())
                                                    .put("text", alert.text())
                                                    .put(
                                                            "since",
                                                            alert.firstSeen().toString())
                                                    .put(
                                                            "sent",
                                                            alert.lastSent().toString()))));
            return;
        }
        console().print(channels.isEmpty() ? "no channel is configured" : "channels: " + String.join(", ", channels));
        if (open.isEmpty()) {
            console().print("nothing is open");
            return;
        }
        TextTable table = new TextTable().text("SINCE").text("SENT").text("OPEN");
        open.forEach(alert ->
                table.row(alert.firstSeen().toString(), alert.lastSent().toString(), alert.text()));
        table.print(console());
    }
}
