package dev.tidemark.app.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.recipes.universe.PriceFacts;
import dev.tidemark.recipes.universe.PriceFiles;
import dev.tidemark.sources.universe.PriceFile;
import dev.tidemark.sources.universe.PriceReading;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeFile;
import dev.tidemark.sources.universe.TreeState;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The price files of a scanned tree. Each is read at most once. Thread-safe.
final class TreePrices implements PriceFiles {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long THURSDAY = 4; // 1970-01-01
    private static final int SATURDAY = 6;

    private final Supplier<TreeState> trees;
    private final OptionalInt maxGapDays;
    private final LakeTables tables;
    private final StopSignal stop = new StopSignal();
    private final Map<String, Digest> hidden;
    private final Supplier<ExportUnits> units;
    private final Map<String, PriceFacts> read = new ConcurrentHashMap<>();
    /// Digests that were asked for and could be trusted.
    private final Map<String, Digest> trusted = new ConcurrentHashMap<>();
    private final SortedMap<String, SourceFault> faults = new ConcurrentSkipListMap<>();

    private @Nullable TreeState tree;
    private @Nullable ExportUnits knownUnits;

    /// @param trees     scans the tree; asked once, when the first file is
    /// @param tables    calendars, for those who look for holes
    /// @param hidden    digests of files that could not be seen and hold still
    /// @param units     the units of matched files; asked once, when the first file is, so after matching
    TreePrices(
            Supplier<TreeState> trees,
            OptionalInt maxGapDays,
            LakeTables tables,
            Map<String, Digest> hidden,
            Supplier<ExportUnits> units) {
        this.units = units;
        this.trees = trees;
        this.hidden = Map.copyOf(hidden);
        this.maxGapDays = maxGapDays;
        this.tables = tables;
    }

    private synchronized TreeState tree() {
        TreeState known = tree;
        if (known == null) {
            known = trees.get();
            tree = known;
        }
        return known;
    }

    private synchronized ExportUnits units() {
        ExportUnits known = knownUnits;
        if (known == null) {
            known = units.get();
            knownUnits = known;
        }
        return known;
    }

    @Override
    public String rule(String path) {
        return units().rule(path);
    }

    @Override
    public String rule() {
        return maxGapDays.isEmpty() ? "" : "max_gap_days " + maxGapDays.getAsInt() + " " + tables.calendars();
    }

    @Override
    public Optional<Digest> known(String path) {
        PriceFacts facts = read.get(path);
        if (facts != null) {
            return facts.digest();
        }
        Digest known = trusted.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        int file = tree().scan().indexOf(path);
        Optional<Digest> digest = file < 0 ? Optional.ofNullable(hidden.get(path)) : tree().trusted(file);
        digest.ifPresent(found -> trusted.put(path, found));
        return digest;
    }

    @Override
    public Optional<Digest> digest(String path) {
        return known(path).or(() -> read(path).digest());
    }

    @Override
    public PriceFacts read(String path) {
        return read.computeIfAbsent(path, this::readNow);
    }

    private PriceFacts readNow(String path) {
        int file = tree().scan().indexOf(path);
        if (file < 0) {
            faults.put(path, new SourceFault(path, 0, "missing_file", "there is no file " + path + " any more"));
            return new PriceFacts(Optional.empty(), PriceDiagnosis.MISSING_FILE, Optional.empty(), 0);
        }
        PriceReading reading =
                reader(path).read(tree().scan().files().get(file), OutputStream.nullOutputStream(), units().of(path));
        PriceDiagnosis diagnosis = reading.diagnosis();
        if (diagnosis.isError() || !(reading instanceof PriceReading.Read)) {
            reading.faults().forEach(fault -> faults.putIfAbsent(path, fault));
        }
        return switch (reading) {
            case PriceReading.Read all -> {
                tree().learn(file, all.digest());
                boolean isExported = !diagnosis.isError() && !units().isContradictory(path);
                yield new PriceFacts(
                        Optional.of(all.digest()),
                        diagnosis,
                        isExported ? Optional.of(all.export().digest()) : Optional.empty(),
                        isExported ? all.export().bytes() : 0);
            }
            case PriceReading.Unread _ -> new PriceFacts(Optional.empty(), diagnosis, Optional.empty(), 0);
        };
    }

    private PriceFile reader(String path) {
        return new PriceFile(scans(path), stop);
    }

    private Supplier<PriceDiagnosis.Scan> scans(String path) {
        if (maxGapDays.isEmpty()) {
            return PriceDiagnosis.Scan::new;
        }
        int file = tree().scan().indexOf(path);
        String region = tree().scan().files().get(file).place().region().toLowerCase(Locale.ROOT);
        LongPredicate days = tables.markets()
                .calendars()
                .find(region)
                .<LongPredicate>map(calendar -> calendar::isTradingDay)
                .orElse(TreePrices::isWeekday);
        return () -> new PriceDiagnosis.Scan(maxGapDays.getAsInt(), days);
    }

    private static boolean isWeekday(long day) {
        return Math.floorMod(day + THURSDAY - 1, 7) + 1 < SATURDAY;
    }

    /// Reads files on several threads.
    ///
    /// @throws dev.tidemark.lake.TidemarkException `CANCELLED` when the user wants it to stop
    void readAll(List<String> paths, int threads, Progress progress) {
        if (paths.isEmpty()) {
            return;
        }
        progress.begin("read prices", paths.size(), "files");
        try (Workers<String, PriceFacts> workers =
                new Workers<>(Math.min(threads, paths.size()), paths, this::read, stop)) {
            for (int left = paths.size(); left > 0; ) {
                boolean isOne = workers.next(PATIENCE) != null;
                left -= isOne ? 1 : 0;
                progress.advance(isOne ? 1 : 0);
            }
        } finally {
            progress.end();
        }
    }

    /// The name of a file in messages; its path when it is gone.
    String name(String path) {
        int file = tree().scan().indexOf(path);
        return file < 0 ? path : tree().scan().files().get(file).name();
    }

    /// Whether a file was read.
    boolean isRead(String path) {
        return read.containsKey(path);
    }

    /// Number of files that were read.
    int count() {
        return read.size();
    }

    /// What is wrong with files that were read, one of each, by path.
    Collection<SourceFault> faults() {
        return faults.values();
    }

    /// The bytes of a file's export; empty when the file has other bytes than said, or is no price file.
    ///
    /// @param source SHA-256 of the file
    Optional<byte[]> export(String path, String source) {
        int file = tree().scan().indexOf(path);
        if (file < 0) {
            return Optional.empty();
        }
        TreeFile from = tree().scan().files().get(file);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(Math.min(from.size(), 1 << 20) + 128));
        return reader(path).read(from, bytes, units().of(path)) instanceof PriceReading.Read all
                        && all.digest().hex().equals(source)
                        && !all.diagnosis().isError()
                ? Optional.of(bytes.toByteArray())
                : Optional.empty();
    }
}
