package dev.tidemark.app.notify;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.NotifySettings;
import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the channels that a config asks for.
public final class Channels {
    /// The variable that holds the password of the mail account.
    public static final String PASSWORD_VARIABLE = "TIDEMARK_SMTP_PASSWORD";

    private static final Duration WEBHOOK_PAUSE = Duration.ofMillis(500);

    private Channels() {}

    /// The notifier of a lake; one that does nothing when the config names no channel.
    ///
    /// @param password of the mail account
    /// @param lake     its folder
    /// @param notes    takes a line for each thing that goes wrong
    /// @throws TidemarkException `BAD_CONFIG` for a channel that is half configured
    public static Notifier notifier(
            Config config,
            Optional<String> password,
            ControlDatabase alerts,
            Path lake,
            Clock clock,
            Consumer<String> notes) {
        return new Notifier(of(config, password, lake), alerts, lake, config.get(NotifySettings.REPEAT), clock, notes);
    }

    static List<Channel> of(Config config, Optional<String> password, Path lake) {
        List<Channel> channels = new ArrayList<>();
        String webhook = config.get(NotifySettings.WEBHOOK);
        if (!webhook.isEmpty()) {
            channels.add(new WebhookChannel(url(webhook), WEBHOOK_PAUSE));
        }
        if (!config.get(NotifySettings.SMTP_HOST).isEmpty()) {
            channels.add(new MailChannel(server(config, password)));
        }
        List<String> words = CommandChannel.words(config.get(NotifySettings.COMMAND));
        if (!words.isEmpty()) {
            channels.add(new CommandChannel(words, lake, CommandChannel.LIMIT));
        }
        return channels;
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme());
            if (url.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw badUrl(); // its message repeats the URL, which is a secret
        }
        throw badUrl();
    }

    private static TidemarkException badUrl() {
        return new TidemarkException(
                ErrorCode.BAD_CONFIG, "notify.webhook is no URL; expected https://HOST/PATH (not repeated here)");
    }

    private static MailChannel.Server server(Config config, Optional<String> password) {
        String user = config.get(NotifySettings.SMTP_USER);
        if (!user.isEmpty() && password.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.BAD_CONFIG,
                    "notify.smtp.user is set, and no password: put it into " + PASSWORD_VARIABLE
                            + " or name a file with it" + " in " + PASSWORD_VARIABLE + "_FILE");
        }
        List<InternetAddress> from = addresses("notify.smtp.from", config.get(NotifySettings.SMTP_FROM));
        return new MailChannel.Server(
                config.get(NotifySettings.SMTP_HOST),
                config.get(NotifySettings.SMTP_PORT),
                from.getFirst(),
                addresses("notify.smtp.to", config.get(NotifySettings.SMTP_TO)),
                user,
                password,
                config.get(NotifySettings.SMTP_STARTTLS));
    }

    private static List<InternetAddress> addresses(String key, String text) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text);
            if (addresses.length > 0) {
                for (InternetAddress address : addresses) {
                    address.validate();
                }
                return List.of(addresses);
            }
        } catch (AddressException e) {
            throw badAddress(key, text, e);
        }
        throw badAddress(key, text, null);
    }

    private static TidemarkException badAddress(String key, String text, @Nullable Exception e) {
        return new TidemarkException(
                ErrorCode.BAD_CONFIG,
                key + ": '" + text + "' is no mail address; notify.smtp.host needs one in from and in to",
                e);
    }
}
