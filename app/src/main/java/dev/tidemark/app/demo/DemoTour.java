package dev.tidemark.app.demo;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.wiring.CommandRunner;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Shows a lake by running commands on it and printing each before its answer, so that all of it can be repeated by
/// hand.
public final class DemoTour {
    private static final String SIMULATED =
            "All of its data is simulated: SIMAA.US and its like do not exist, no price was ever" + " paid.";
    private static final int PARTLY_FAILED = ErrorCode.PARTLY_FAILED.exitCode();

    private final Console console;
    private final CommandRunner runner;
    private final Path lake;
    private int step;

    /// @param runner runs a command line
    /// @param lake   the folder to make the lake in, absolute
    public DemoTour(Console console, CommandRunner runner, Path lake) {
        this.console = console;
        this.runner = runner;
        this.lake = lake;
    }

    /// The tour with simulated data.
    ///
    /// @param replace whether a demo lake that is there may go
    public void simulated(DemoDumps dumps, boolean replace) {
        DemoFolder.prepare(lake, replace, SIMULATED);
        Path first = lake.resolve("dumps/vintage-1.zip");
        Path second = lake.resolve("dumps/vintage-2.zip");
        Path minutes = lake.resolve("dumps/minutes.zip");
        Path ticks = lake.resolve("dumps/ticks.zip");
        Path late = lake.resolve("dumps/ticks-late.zip");
        Path daily = lake.resolve("dumps/daily.zip");
        say(SIMULATED);
        write(dumps.firstVintage(), first, "bars");
        write(dumps.secondVintage(), second, "bars");
        write(MinuteFile.STANDARD.dump(), minutes, "minute bars");
        write(FuturesRecording.STANDARD.withoutLastDay(), ticks, "ticks");
        write(FuturesRecording.STANDARD.onlyLastDay(), late, "ticks");
        write(FuturesRecording.STANDARD.daily(), daily, "daily rows");
        init();
        next("Import a dump in Stooq's format: " + dumps.symbols() + " symbols of daily bars, " + dumps.intraday()
                + " of 5-minute bars.");
        run("import", "stooq", first.toString());
        next("What is there now; below data/ it is plain Parquet files that any tool reads.");
        run("list");
        next("Ask in SQL.");
        simulatedQueries();
        otherFormats(minutes, ticks);
        derived(daily, late);
        next("Name this state, then import the vendor's next dump. One history in it is restated, as after a dividend,"
                + " one row is broken, the rest is as it was: only what changed is written, and the broken row goes to"
                + " quarantine with its reason. The exit code 5 says so.");
        run("tag", "first");
        runExpecting(PARTLY_FAILED, "import", "stooq", second.toString());
        next("The history, and what changed.");
        run("log");
        run("diff", "first", "head");
        next("Knowledge time: the same question to the state of today and to the one that you named.");
        String average =
                "select symbol, count(*) as bars, round(avg(close), 4) as average_close from bars_1d where symbol in ('"
                        + DemoDumps.RESTATED + "', '" + DemoDumps.BROKEN + "') group by symbol order by symbol";
        run("sql", average);
        run("sql", average, "--as-of", "first");
        next("Is every byte what its digest says?");
        run("verify", "--full");
    }

    private void otherFormats(Path minutes, Path ticks) {
        next("Other vendors, other formats: minute bars of a pair that trades around the clock, and recordings of two"
                + " futures contracts with five levels, night sessions included.");
        run("import", "csv", minutes.toString(), "--preset", "kraken", "--dataset", "bars/1m");
        run("import", "ctp", ticks.toString(), "--exchange", FuturesRecording.EXCHANGE);
        run(
                "sql",
                "select ts::date as day, count(*) as minutes, 1440 - count(*) as quiet, arg_max(close, ts) as close"
                        + " from bars_1m where symbol = '" + MinuteFile.STANDARD.symbol()
                        + "' group by day order by day");
        say("");
        say("A trading day begins in the evening before; the first one after the holidays has no night.");
        run(
                "sql",
                "select date, symbol, count(*) as ticks, min(ts) as first_utc, max(volume)::bigint as volume,"
                        + " arg_max(open_interest, seq)::bigint as open_interest,"
                        + " round(avg(ask_price1 - bid_price1), 1) as spread from ticks_raw group by date, symbol"
                        + " order by date, symbol");
    }

    private void derived(Path daily, Path late) {
        next("Derive: a continuous series that follows the open interest from contract to contract, factors and labels"
                + " upon it. No window reaches over the roll.");
        run("import", "csv", daily.toString(), "--preset", "futures-daily", "--dataset", "daily/futures");
        run("build", "continuous", "features", "labels", "--source", "main_l5");
        run(
                "sql",
                "select date, underlying_contract, segment_id, count(*) as ticks, count(return_10) as returns,"
                        + " round(avg(spread), 1) as spread from features_default group by all order by date");
        next("The rest of the last day arrives late. What does that change, and why? Then build just that.");
        run("import", "ctp", late.toString(), "--exchange", FuturesRecording.EXCHANGE);
        run("plan");
        run("build");
        run("explain", "labels/default/KQ.m@SHFE.cu/2024-02-19");
        next("Is all that was built step by step what a full rebuild gives, byte for byte?");
        run("verify", "--rebuild", "all");
    }

    private void simulatedQueries() {
        run(
                "sql",
                "select count(distinct symbol) as symbols, count(*) as bars, min(ts)::date as first_day, max(ts)::date"
                        + " as last_day from bars_1d");
        run(
                "sql",
                "select symbol, round(100 * (last(close order by ts) / first(close order by ts) - 1), 1) as percent"
                        + " from bars_1d where ts >= '2024-01-01' group by symbol order by percent desc limit 5");
        run(
                "sql",
                "select symbol, hour(ts) as hour_utc, round(avg(high - low), 4) as average_range, sum(volume)::bigint"
                        + " as volume from bars_5m group by all order by symbol, hour_utc limit 8");
    }

    /// The tour with a dump of the user.
    ///
    /// @param sqlNames gives the SQL names of the lake's datasets after the import
    public void own(Path dump, boolean replace, Supplier<List<String>> sqlNames) {
        DemoFolder.prepare(lake, replace, "Its data comes from " + dump + ".");
        init();
        next("Import " + dump + ".");
        int code = runner.run(words("import", "stooq", dump.toString()));
        if (code != 0 && code != PARTLY_FAILED) {
            throw failed("import", code);
        }
        next("What is there now; below data/ it is plain Parquet files that any tool reads.");
        run("list");
        next("Ask in SQL.");
        for (String table : sqlNames.get()) {
            run(
                    "sql",
                    "select count(distinct symbol) as symbols, count(*) as bars, min(ts) as first, max(ts) as last"
                            + " from "
                            + table);
            run(
                    "sql",
                    "select symbol, count(*) as bars, last(close order by ts) as close from " + table
                            + " group by symbol order by bars desc limit 5");
            run(
                    "sql",
                    "select year(ts) as year, count(distinct symbol) as symbols, count(*) as bars from " + table
                            + " group by year order by year desc limit 5");
        }
        next("The history, and whether all is well.");
        run("log");
        run("status");
    }

    private void init() {
        next("Make a lake: a folder with a commented config.");
        show(List.of("init", lake.toString()));
        check(runner.run(flags("init", lake.toString())), 0, "init");
    }

    private void write(Dump dump, Path file, String what) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            DumpWriter.zip(dump, file);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot write " + file + ": " + e.getMessage(), e);
        }
        say("made up " + HumanText.count(dump.rows()) + " " + what + ": " + lake.relativize(file));
    }

    private void run(String... words) {
        runExpecting(0, words);
    }

    private void runExpecting(int code, String... words) {
        show(List.of(words));
        check(runner.run(words(words)), code, words[0]);
    }

    private static void check(int code, int expected, String command) {
        if (code != expected) {
            throw failed(command, code);
        }
    }

    private static TidemarkException failed(String command, int code) {
        return new TidemarkException(
                ErrorCode.CHECK_FAILED,
                "the demo stopped: `tidemark " + command + "` ended with " + code + "; its message stands above");
    }

    private List<String> words(String... words) {
        List<String> all = flags("--lake", lake.toString());
        all.addAll(Arrays.asList(words));
        return all;
    }

    private List<String> flags(String... words) {
        List<String> all = new ArrayList<>(List.of("--quiet"));
        if (console.isJson()) {
            all.add("--json");
        }
        all.addAll(Arrays.asList(words));
        return all;
    }

    private void next(String text) {
        step++;
        say("");
        if (!console.isJson()) {
            console.print(console.style().bold(step + ". " + text));
        }
    }

    private void show(List<String> words) {
        say("");
        String line = words.stream().map(this::shellWord).collect(Collectors.joining(" "));
        if (!console.isJson()) {
            console.print(console.style().green("$ tidemark " + line));
        }
    }

    /// Paths in the lake are shown as from inside of it.
    private String shellWord(String word) {
        String prefix = lake + "/";
        String shown = word.startsWith(prefix) ? word.substring(prefix.length()) : word;
        return shown.matches("[A-Za-z0-9_./:=,+-]+") ? shown : "\"" + shown.replace("\"", "\\\"") + "\"";
    }

    private void say(String text) {
        if (!console.isJson()) {
            console.print(text);
        }
    }
}
