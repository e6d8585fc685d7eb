package dev.tidemark.app.console;

import dev.tidemark.lake.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Progress on stderr: on a terminal a bar that redraws itself, elsewhere a line at most every 5 s; with rate and time
/// left.
/// Stops the work when a [Cancellation] asks for it. Thread-safe; one phase at a time.
public final class ConsoleProgress implements Progress {
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int BAR_CHARS = 24;
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Console console;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;
    private String what = "";
    private String unit = "";
    private long total = -1;
    private long done;
    private long startedAt;
    private long shownAt;
    private boolean isRunning;
    private boolean drawn;

    public ConsoleProgress(Console console, Cancellation cancellation) {
        this(console, cancellation, System::nanoTime);
    }

    ConsoleProgress(Console console, Cancellation cancellation, LongSupplier nanoTime) {
        this.console = console;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void begin(String what, long total, String unit) {
        cancellation.check();
        this.what = what;
        this.total = total;
        this.unit = unit;
        done = 0;
        startedAt = nanoTime.getAsLong();
        shownAt = startedAt;
        isRunning = true;
    }

    @Override
    public synchronized void advance(long by) {
        done += by;
        long now = nanoTime.getAsLong();
        if (isRunning && now - shownAt >= (console.isErrTerminal() ? REDRAW_NANOS : LINE_NANOS)) {
            shownAt = now;
            show(now);
        }
        cancellation.check();
    }

    @Override
    public synchronized void end() {
        isRunning = false;
        if (drawn) {
            console.draw(CLEAR_LINE);
            drawn = false;
        }
    }

    private void show(long now) {
        if (console.isQuiet()) {
            return;
        }
        String line = line((now - startedAt) / NANOS_PER_SECOND);
        if (console.isErrTerminal()) {
            console.draw(CLEAR_LINE + line.substring(0, Math.min(line.length(), console.columns() - 1)));
            drawn = true;
        } else {
            console.note(line);
        }
    }

    private String line(double seconds) {
        double rate = done / Math.max(seconds, 1e-3);
        String speed = unit.equals("bytes") ? HumanText.bytes((long) rate) : HumanText.count((long) rate) + " " + unit;
        if (total <= 0) {
            return what + ": " + amount(done) + ", " + speed + "/s";
        }
        double share = Math.min(1.0, (double) done / total);
        long left = rate <= 0 ? 0 : (long) ((total - done) / rate * 1000);
        String bar = console.isErrTerminal() ? bar(share) + " " : "";
        return String.format(
                Locale.ROOT,
                "%s %s%.0f %%  %s of %s, %s/s, %s left",
                what,
                bar,
                share * 100,
                unit.equals("bytes") ? HumanText.bytes(done) : HumanText.count(done),
                amount(total),
                speed,
                HumanText.duration(Duration.ofMillis(Math.max(0, left))));
    }

    private String amount(long number) {
        return unit.equals("bytes") ? HumanText.bytes(number) : HumanText.count(number) + " " + unit;
    }

    private static String bar(double share) {
        int full = (int) (share * BAR_CHARS);
        return "[" + "#".repeat(full) + ".".repeat(BAR_CHARS - full) + "]";
    }
}
