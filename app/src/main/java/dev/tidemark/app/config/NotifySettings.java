package dev.tidemark.app.config;

import java.time.Duration;
import java.util.List;

/// The settings below `notify`: where news of failures goes. Without a channel, nowhere.
public final class NotifySettings {
    private static final int SUBMISSION_PORT = 587;
    private static final int MOST_PORTS = 65_535;

    public static final Setting<String> WEBHOOK =
            Setting.of("notify.webhook", Quantity.text(), "", "URL that messages are posted to as JSON; a secret");
    public static final Setting<String> COMMAND =
            Setting.of("notify.command", Quantity.text(), "", "program that takes messages as JSON on its stdin");
    public static final Setting<Duration> REPEAT = Setting.of(
            "notify.repeat",
            Quantity.duration(),
            Duration.ofDays(1),
            "after how long something that is still wrong is told again");
    public static final Setting<String> SMTP_HOST =
            Setting.of("notify.smtp.host", Quantity.text(), "", "mail server that messages are given to");
    public static final Setting<Integer> SMTP_PORT = Setting.of(
            "notify.smtp.port", Quantity.number(1, MOST_PORTS), SUBMISSION_PORT, "its port; 465 is encrypted at once");
    public static final Setting<String> SMTP_FROM =
            Setting.of("notify.smtp.from", Quantity.text(), "", "address of the sender");
    public static final Setting<String> SMTP_TO =
            Setting.of("notify.smtp.to", Quantity.text(), "", "addresses of the readers, separated by commas");
    public static final Setting<String> SMTP_USER = Setting.of(
            "notify.smtp.user",
            Quantity.text(),
            "",
            "account on the mail server; its password stands in TIDEMARK_SMTP_PASSWORD");
    public static final Setting<Boolean> SMTP_STARTTLS =
            Setting.of("notify.smtp.starttls", Quantity.flag(), true, "whether the connection must become encrypted");

    static final List<Setting<?>> ALL =
            List.of(WEBHOOK, COMMAND, REPEAT, SMTP_HOST, SMTP_PORT, SMTP_FROM, SMTP_TO, SMTP_USER, SMTP_STARTTLS);

    private NotifySettings() {}
}
