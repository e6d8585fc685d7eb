package dev.tidemark.app.wiring;

import dev.tidemark.app.config.LogLevel;
import java.util.function.Consumer;

/// Where the log of this process goes and how much it says. Known before any logging class is loaded.
final class LogTarget {
    private static final LogTarget CURRENT = new LogTarget();

    private volatile LogLevel level = LogLevel.WARN;
    private volatile Consumer<String> output = line -> {};
    private volatile Consumer<LogTarget> listener = target -> {};

    private LogTarget() {}

    static LogTarget current() {
        return CURRENT;
    }

    LogLevel level() {
        return level;
    }

    void output(Consumer<String> lines) {
        output = lines;
    }

    void level(LogLevel wanted) {
        level = wanted;
        listener.accept(this);
    }

    void whenChanged(Consumer<LogTarget> action) {
        listener = action;
    }

    void write(String line) {
        output.accept(line);
    }
}
