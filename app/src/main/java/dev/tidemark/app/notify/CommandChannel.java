package dev.tidemark.app.notify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs a program in the lake's folder with the message as JSON on its stdin. No shell is in between.
final class CommandChannel implements Channel {
    /// How long the program may run: 30 s.
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");
    private static final int MOST_ERROR_BYTES = 2000;
    private static final Duration READING_LIMIT = Duration.ofSeconds(1);

    private final List<String> words;
    private final Path folder;
    private final Duration limit;

    CommandChannel(List<String> words, Path folder, Duration limit) {
        this.words = List.copyOf(words);
        this.folder = folder;
        this.limit = limit;
    }

    /// The words of a command: separated by blanks, in quotes where they hold some.
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                String word = matcher.group(group);
                if (word != null) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public void send(Message message) throws IOException {
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectOutput(Redirect.DISCARD)
                .start();
        byte[] json = (message.json().text() + "\n").getBytes(StandardCharsets.UTF_8);
        Thread.startVirtualThread(() -> write(process, json));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Thread reader = Thread.startVirtualThread(() -> read(process, said));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(words.getFirst() + " ran longer than " + limit.toSeconds() + " s and was ended");
            }
            reader.join(READING_LIMIT); // a child of the program may hold the pipe open for ever
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(words.getFirst() + " ended with " + process.exitValue() + firstLine(said));
        }
    }

    /// A program need not read what it is told.
    private static void write(Process process, byte[] json) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(json);
        } catch (IOException e) {
            return; // it closed its stdin
        }
    }

    private static void read(Process process, ByteArrayOutputStream said) {
        try (InputStream stderr = process.getErrorStream()) {
            byte[] buffer = new byte[512];
            for (int count = stderr.read(buffer); count >= 0; count = stderr.read(buffer)) {
                synchronized (said) {
                    said.write(buffer, 0, Math.min(count, MOST_ERROR_BYTES - Math.min(MOST_ERROR_BYTES, said.size())));
                }
            }
        } catch (IOException e) {
            return; // it was ended
        }
    }

    private static String firstLine(ByteArrayOutputStream said) {
        synchronized (said) {
            return said.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .map(line -> ": " + line)
                    .orElse("");
        }
    }
}
