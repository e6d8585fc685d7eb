package dev.tidemark.app.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.lake.work.Workers;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.recipes.universe.PriceFacts;
import dev.tidemark.recipes.universe.PriceFiles;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.universe.PriceFile;
import dev.tidemark.sources.universe.PriceReading;
import dev.tidemark.sources.universe.SourceFault;
import dev.tidemark.sources.universe.TreeFile;
import dev.tidemark.sources.universe.TreeScan;
import dev.tidemark.sources.universe.TreeState;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The price files of a scanned tree. Each is read at most once. Thread-safe.
final class TreePrices implements PriceFiles {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long THURSDAY = 4; // 1970-01-01
    private static final int SATURDAY = 6;
    /// Of a file that cannot be seen and was never diagnosed.
    private static final PriceFacts UNSEEN = new PriceFacts(
            Optional.empty(), PriceDiagnosis.error(RefusalReason.UNREADABLE.code()), Optional.empty(), 0);

    private final Supplier<TreeState> trees;
    private final Function<TreeScan, HiddenFiles> hiding;
    private final OptionalInt maxGapDays;
    private final LakeTables tables;
    private final StopSignal stop = new StopSignal();
    private final Supplier<ExportUnits> units;
    private final Map<String, PriceFacts> read = new ConcurrentHashMap<>();
    /// Digests that were asked for and could be trusted.
    private final Map<String, Digest> trusted = new ConcurrentHashMap<>();
    private final SortedMap<String, SourceFault> faults = new ConcurrentSkipListMap<>();

    private @Nullable Seen seen;
    private @Nullable ExportUnits knownUnits;

    /// @param trees  scans the tree; asked once, when the first file is
    /// @param hiding says what the scan could not see
    /// @param tables calendars, for those who look for holes
    /// @param units  the units of matched files; asked once, when the first file is, so after matching
    TreePrices(
            Supplier<TreeState> trees,
            Function<TreeScan, HiddenFiles> hiding,
            OptionalInt maxGapDays,
            LakeTables tables,
            Supplier<ExportUnits> units) {
        this.units = units;
        this.trees = trees;
        this.hiding = hiding;
        this.maxGapDays = maxGapDays;
        this.tables = tables;
    }

    /// The tree, and what could not be seen of it.
    private record Seen(TreeState tree, HiddenFiles hidden) {}

    private synchronized Seen seen() {
        Seen known = seen;
        if (known == null) {
            TreeState tree = trees.get();
            known = new Seen(tree, hiding.apply(tree.scan()));
            seen = known;
        }
        return known;
    }

    private TreeState tree() {
        return seen().tree();
    }

    private HiddenFiles hidden() {
        return seen().hidden();
    }

    private synchronized ExportUnits units() {
        ExportUnits known = knownUnits;
        if (known == null) {
            known = units.get();
            knownUnits = known;
        }
        return known;
    }

    /// The files that have no export because nobody can tell their units.
    List<SourceFault> unitFaults() {
        return units().faults();
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
        Optional<Digest> digest = file < 0 ? hidden().digest(rules(path), path) : tree().trusted(file);
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
            return isHidden(path) ? unseen(path) : missing(path);
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

    private PriceFacts missing(String path) {
        faults.put(path, new SourceFault(path, 0, "missing_file", "there is no file " + path + " any more"));
        return new PriceFacts(Optional.empty(), PriceDiagnosis.MISSING_FILE, Optional.empty(), 0);
    }

    /// What is said of a file that cannot be seen for the moment: what the lake knows of it.
    private PriceFacts unseen(String path) {
        PriceFacts facts = hidden().facts(rules(path), path).orElse(UNSEEN);
        if (facts.diagnosis().isError()) {
            String reason = facts.diagnosis().status().substring(PriceDiagnosis.ERROR.length());
            String text = "cannot read " + path + ": its folder or archive cannot be read";
            faults.put(path, new SourceFault(path, 0, reason, text));
        }
        return facts;
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

    /// Whether a file could not be seen, and is taken to be there still.
    boolean isHidden(String path) {
        return hidden().paths().contains(path);
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
    SortedMap<String, SourceFault> faults() {
        return Collections.unmodifiableSortedMap(faults);
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
