package dev.tidemark.app.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Against a server that speaks the protocol.
@Timeout(60)
class MailChannelTest {
    private static MailChannel channel(SmtpServer server, String user, String password, boolean starttls)
            throws Exception {
        return new MailChannel(new MailChannel.Server(
                "127.0.0.1",
                server.port(),
                new InternetAddress("lake@example.org"),
                List.of(InternetAddress.parse("ann@example.org, Bob <bob@example.org>")),
                user,
                password.isEmpty() ? Optional.empty() : Optional.of(password),
                starttls));
    }

    @Test
    void aMailIsTakenWithAllItsReaders() throws Exception {
        try (SmtpServer server = new SmtpServer("", true)) {
            channel(server, "", "", false).send(Messages.of("A failed\r\nBcc: eve@example.org"));

            assertThat(server.heard())
                    .contains(
                            "MAIL FROM:<lake@example.org>",
                            "RCPT TO:<ann@example.org>",
                            "RCPT TO:<bob@example.org>",
                            "Subject: Tidemark: 1 new (/data/lake)",
                            "error: A failed")
                    .noneMatch(line -> line.contains("RCPT TO:<eve"));
            List<String> headers = server.heard().subList(0, server.heard().indexOf(""));
            assertThat(headers).noneMatch(line -> line.startsWith("Bcc"));
        }
    }

    @Test
    void anAccountIsUsed() throws Exception {
        try (SmtpServer server = new SmtpServer("lake:pa ss:wörd", true)) {
            channel(server, "lake", "pa ss:wörd", false).send(Messages.of("Ä"));
            assertThat(server.heard()).contains("DATA");
            assertThatThrownBy(() -> channel(server, "lake", "wrong", false).send(Messages.of("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .hasMessageNotContaining("wrong");
        }
    }

    @Test
    void aServerWithoutEncryptionIsRefusedWhenItIsWanted() throws Exception {
        try (SmtpServer server = new SmtpServer("lake:secret", true)) {
            assertThatThrownBy(() -> channel(server, "lake", "secret", true).send(Messages.of("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("STARTTLS");
            assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void aRefusedReaderIsAFailure() throws Exception {
        try (SmtpServer server = new SmtpServer("", false)) {
            assertThatThrownBy(() -> channel(server, "", "", false).send(Messages.of("x")))
                    .isInstanceOf(IOException.class);
            assertThat(server.heard()).doesNotContain("DATA");
        }
    }

    @Test
    void noServerIsAFailure() throws Exception {
        SmtpServer server = new SmtpServer("", true);
        server.close();
        assertThatThrownBy(() -> channel(server, "", "", false).send(Messages.of("x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1");
    }
}
