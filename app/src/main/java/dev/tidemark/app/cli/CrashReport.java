package dev.tidemark.app.cli;

import dev.tidemark.app.config.Secrets;
import dev.tidemark.app.wiring.Product;
import dev.tidemark.app.wiring.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The file that a bug leaves behind: enough to find it, no secrets, no data.
final class CrashReport {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private CrashReport() {}

    /// Writes a report below the lake's `reports/`, or the temporary folder without a lake.
    ///
    /// @return where it is, or why there is none
    static String write(Session session, List<String> words, Throwable bug) {
        Instant now = session.clock().instant();
        String name =
                "crash-" + STAMP.format(now) + "-" + ProcessHandle.current().pid() + ".txt";
        String text = text(session, words, bug, now);
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        Path lake = session.knownLakeFolder().map(f -> f.resolve("reports")).orElse(temporary);
        return write(lake, name, text)
                .or(() -> write(temporary, name, text))
                .map(Path::toString)
                .orElse("no file, for none could be written");
    }

    private static Optional<Path> write(Path folder, String name, String text) {
        try {
            Files.createDirectories(folder);
            return Optional.of(Files.writeString(folder.resolve(name), text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Session session, List<String> words, Throwable bug, Instant now) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println(Product.NAME + " " + Product.version() + ", " + now);
        out.println("command: " + String.join(" ", words));
        out.println("lake: " + session.knownLakeFolder().map(Path::toString).orElse("none"));
        out.println("java: " + Runtime.version() + " " + System.getProperty("java.vendor"));
        out.println("os: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        Map<String, String> environment = new TreeMap<>(session.surroundings().environment());
        environment.forEach((name, value) -> {
            if (name.startsWith("TIDEMARK_")) {
                out.println(name + "=" + Secrets.redact(name, value));
            }
        });
        out.println();
        bug.printStackTrace(out);
        out.flush();
        return text.toString();
    }
}
