package dev.tidemark.app.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Which standard streams end at a terminal.
///
/// @param out     whether stdout does
/// @param err     whether stderr does
/// @param columns the terminal's width in characters
record Terminal(boolean out, boolean err, int columns) {
    private static final int DEFAULT_COLUMNS = 100;
    private static final int LEAST_COLUMNS = 40;

    static final Terminal NONE = new Terminal(false, false, DEFAULT_COLUMNS);

    static Terminal detect(Map<String, String> environment) {
        if ("dumb".equals(environment.get("TERM"))) {
            return NONE;
        }
        return new Terminal(isTerminal(1), isTerminal(2), columns(environment.getOrDefault("COLUMNS", "")));
    }

    /// Asks `/proc`, because [System#console()] loads much and knows stdout only; elsewhere falls back to it.
    @SuppressWarnings("SystemConsoleNull") // it is null again since JDK 25, where nothing is interactive
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    private static int columns(String text) {
        try {
            return Math.max(LEAST_COLUMNS, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }
}
