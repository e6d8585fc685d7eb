package dev.tidemark.app.notify;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Sends messages as plain text by SMTP.
final class MailChannel implements Channel {
    /// Server, addresses and account.
    ///
    /// @param from     address of the sender
    /// @param to       addresses, separated by commas
    /// @param user     empty to send without an account
    /// @param password of the account
    /// @param starttls whether the connection must be encrypted before anything is said; on port 465 it is so from the
    /// start
    record Server(
            String host,
            int port,
            InternetAddress from,
            List<InternetAddress> to,
            String user,
            Optional<String> password,
            boolean starttls) {
        Server {
            to = List.copyOf(to);
        }
    }

    private static final int IMPLICIT_TLS_PORT = 465;
    private static final String LIMIT_MILLIS = "15000";

    private final Server server;

    MailChannel(Server server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void send(Message message) throws IOException {
        Session session = Session.getInstance(properties());
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage mail = new MimeMessage(session);
            mail.setFrom(server.from());
            mail.setRecipients(RecipientType.TO, server.to().toArray(new InternetAddress[0]));
            mail.setSubject(oneLine(message.title()), StandardCharsets.UTF_8.name());
            mail.setText(message.text() + "\n", StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(message.time()));
            mail.saveChanges();
            if (server.user().isEmpty()) {
                transport.connect();
            } else {
                transport.connect(server.user(), server.password().orElse(""));
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            throw new IOException(
                    server.host() + ":" + server.port() + ": " + oneLine(String.valueOf(e.getMessage())), e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
        boolean isImplicit = server.port() == IMPLICIT_TLS_PORT;
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(isImplicit));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(server.starttls() && !isImplicit));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(server.starttls() && !isImplicit));
        properties.setProperty("mail.smtp.connectiontimeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.timeout", LIMIT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", LIMIT_MILLIS);
        return properties;
    }

    /// Nothing of a message may become another header.
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
