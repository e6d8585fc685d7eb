package dev.tidemark.app.config;

import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.TreeMode;
import dev.tidemark.lake.maintain.GcOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting there is, with type and default.
public final class Settings {
    /// The version of the config's format.
    public static final int FORMAT = 1;

    private static final int MOST_JOBS = 256;
    private static final int MOST_COMMITS = 1_000_000;
    private static final int MOST_BARS = 1_000_000_000;

    public static final Setting<Integer> VERSION =
            new Setting<>("version", Quantity.number(FORMAT, FORMAT), FORMAT, true, "format of this file");
    public static final Setting<TreeMode> TREE = Setting.of(
            "tree",
            Quantity.choice(TreeMode.class),
            TreeMode.LINK,
            "how the files of data/ come to be: link, copy or reflink");
    public static final Setting<Duration> LOCK_TIMEOUT = Setting.of(
            "lock_timeout",
            Quantity.duration(),
            LakeOptions.DEFAULT_LOCK_TIMEOUT,
            "how long to wait for another writer");
    public static final Setting<LogLevel> LOG_LEVEL = Setting.of(
            "log_level",
            Quantity.choice(LogLevel.class),
            LogLevel.WARN,
            "what the log on stderr shows: off, error, warn, info, debug, trace");
    public static final Setting<Integer> JOBS = Setting.of(
            "jobs", Quantity.numberOrAuto(1, MOST_JOBS), 0, "threads that work at a time; auto: one a processor");
    public static final Setting<Integer> GC_KEEP_COMMITS = Setting.of(
            "gc.keep_commits",
            Quantity.number(1, MOST_COMMITS),
            GcOptions.DEFAULTS.keepCommits(),
            "newest commits that gc keeps whatever their age");
    public static final Setting<Duration> GC_KEEP_DERIVED = Setting.of(
            "gc.keep_derived",
            Quantity.duration(),
            GcOptions.DEFAULTS.keepDerived(),
            "age to which past derived data is kept");
    public static final Setting<Duration> GC_KEEP_RAW_ALL = Setting.of(
            "gc.keep_raw_all",
            Quantity.duration(),
            GcOptions.DEFAULTS.keepRawAll(),
            "the same for raw series that are one file");
    public static final Setting<Duration> GC_KEEP_RAW = Setting.of(
            "gc.keep_raw", Quantity.duration(), GcOptions.DEFAULTS.keepRaw(), "the same for other raw series");

    public static final Setting<Blocking> VALIDATION_GATE = Setting.of(
            "validation.gate",
            Quantity.choice(Blocking.class),
            Blocking.ERROR,
            "findings from which on a build refuses what it reads: warning, error, critical, or off");

    public static final Setting<Integer> VALIDATION_MIN_BARS = Setting.of(
            "validation.min_bars",
            Quantity.number(0, MOST_BARS),
            0,
            "rows that a series needs to pass `tidemark validate`; 0: none");

    /// All of them, in the order of the config's template.
    public static final List<Setting<?>> ALL = Stream.concat(
                    Stream.of(
                            VERSION,
                            TREE,
                            LOCK_TIMEOUT,
                            LOG_LEVEL,
                            JOBS,
                            GC_KEEP_COMMITS,
                            GC_KEEP_DERIVED,
                            GC_KEEP_RAW_ALL,
                            GC_KEEP_RAW,
                            VALIDATION_GATE,
                            VALIDATION_MIN_BARS),
                    Stream.concat(UniverseSettings.ALL.stream(), NotifySettings.ALL.stream()))
            .<Setting<?>>map(setting -> setting)
            .toList();

    /// Keys that people look for and that do not exist, with the reason.
    static final Map<String, String> DEAD = Map.of(
            "lake", "the lake is the folder of this file",
            "format", "the lake's format stands in .tidemark/format.json and is not chosen",
            "threads", "it is called jobs",
            "workers", "it is called jobs",
            "chunk", "it is set by dataset: datasets: {\"bars/5m\": {chunk: month}}",
            "compression", "it is set by dataset: datasets: {\"ticks/raw\": {compression: \"zstd:9\"}}",
            "timezone", "stored times are UTC; a source's zone is an option of import",
            "data_dir", "data/ always lies in the lake");

    private Settings() {}

    /// Whether keys stand below this one.
    static boolean isSection(String key) {
        return ALL.stream().anyMatch(s -> s.key().startsWith(key + "."));
    }

    static Optional<Setting<?>> find(String key) {
        return ALL.stream().filter(s -> s.key().equals(key)).findFirst();
    }

    static Optional<Setting<?>> ofVariable(String variable) {
        return ALL.stream()
                .filter(s -> !s.fileOnly() && s.variable().equals(variable))
                .findFirst();
    }
}
