package dev.tidemark.app.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// A mail server that speaks as much of RFC 5321 as a client needs, and keeps what it is told.
final class SmtpServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final String account;
    private final boolean takesMail;

    /// @param account   `user:password` that it wants; empty for none
    /// @param takesMail whether it takes any recipient
    SmtpServer(String account, boolean takesMail) throws IOException {
        this.account = account;
        this.takesMail = takesMail;
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /// The lines that clients sent, those of mails included.
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve() {
        boolean isOpen = true;
        while (isOpen) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException e) {
                isOpen = !socket.isClosed(); // else only the client has gone
            }
        }
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client, "220 test");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" -> say(client, account.isEmpty() ? "250 test" : "250-test\r\n250 AUTH PLAIN");
                case "AUTH" -> say(client, isAccount(line) ? "235 welcome" : "535 5.7.8 who are you");
                case "RCPT" -> say(client, takesMail ? "250 ok" : "550 5.1.1 nobody here");
                case "DATA" -> {
                    say(client, "354 go on");
                    for (String body = in.readLine(); body != null && !body.equals("."); body = in.readLine()) {
                        heard.add(body);
                    }
                    say(client, "250 taken");
                }
                case "QUIT" -> {
                    say(client, "221 bye");
                    return;
                }
                default -> say(client, "250 ok");
            }
        }
    }

    private boolean isAccount(String line) {
        String given =
                new String(Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length())), StandardCharsets.UTF_8);
        return given.replaceFirst("^[^\0]*\0", "").replace('\0', ':').equals(account);
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
