package dev.tidemark.app.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The only owner of stdout and stderr. Results go to stdout, all else to stderr. UTF-8 whatever the locale says.
///
/// Thread-safe. Output to stdout is buffered: [#flush()] before the process ends. Anything said on stderr flushes
/// stdout first, so that the two keep their order on a terminal.
public final class Console {
    private static final int BUFFER_BYTES = 1 << 16;

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private final boolean colourAllowed;
    private volatile boolean quiet;
    private volatile boolean json;

    private Console(PrintStream out, PrintStream err, Terminal terminal, boolean colourAllowed) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.colourAllowed = colourAllowed;
    }

    /// The process's own streams. Colours appear on a terminal unless `NO_COLOR` is set and not empty.
    public static Console system(Map<String, String> environment) {
        return new Console(
                stream(new StandardStream(FileDescriptor.out)),
                stream(new StandardStream(FileDescriptor.err)),
                Terminal.detect(environment),
                environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /// Writes to the given streams, as into files: no terminal, no colours.
    public static Console into(OutputStream out, OutputStream err) {
        return into(out, err, Terminal.NONE);
    }

    /// Writes to the given streams, as if they were what the terminal says; no colours.
    static Console into(OutputStream out, OutputStream err, Terminal terminal) {
        return new Console(stream(out), stream(err), terminal, false);
    }

    private static PrintStream stream(OutputStream target) {
        return new PrintStream(new BufferedOutputStream(target, BUFFER_BYTES), false, StandardCharsets.UTF_8);
    }

    /// Silences notes and progress.
    public void quiet(boolean on) {
        quiet = on;
    }

    /// Whether results are JSON lines.
    public void json(boolean on) {
        json = on;
    }

    public boolean isJson() {
        return json;
    }

    public boolean isQuiet() {
        return quiet;
    }

    /// Whether progress may redraw its line.
    public boolean isErrTerminal() {
        return terminal.err();
    }

    /// Whether somebody looks at the results as they come.
    public boolean isOutTerminal() {
        return terminal.out();
    }

    /// Width of the terminal in characters.
    public int columns() {
        return terminal.columns();
    }

    /// The style of results.
    public Style style() {
        return terminal.out() && colourAllowed ? Style.COLOURED : Style.PLAIN;
    }

    /// The style of notes and errors.
    public Style errStyle() {
        return terminal.err() && colourAllowed ? Style.COLOURED : Style.PLAIN;
    }

    /// A line of a result for people.
    public synchronized void print(String line) {
        out.println(line);
    }

    /// A result for scripts, on one line.
    public void print(JsonObject object) {
        print(object.text());
    }

    /// Something that people may like to know and no script needs; says nothing when quiet.
    public void note(String line) {
        if (!quiet) {
            error(line);
        }
    }

    /// Something that must be said on stderr.
    public synchronized void error(String line) {
        out.flush();
        err.println(line);
        err.flush();
    }

    /// Text on stderr as it is, without a new line: for a bar that redraws itself.
    synchronized void draw(String text) {
        err.print(text);
        err.flush();
    }

    /// Where bulk results are written; [#flush()] it, do not close it.
    public PrintStream out() {
        return out;
    }

    /// Where a library that prints by itself (the parser of the command line) may write its errors.
    public PrintStream err() {
        return err;
    }

    public synchronized void flush() {
        out.flush();
        err.flush();
    }
}
