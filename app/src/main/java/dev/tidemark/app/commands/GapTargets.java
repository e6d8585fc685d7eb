package dev.tidemark.app.commands;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.TickSchemas;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The series whose gaps are wanted, by key.
///
/// @param bars  series of bars, quote bars and bars of open interest
/// @param ticks series of ticks
record GapTargets(List<SeriesKey> bars, List<SeriesKey> ticks) {
    /// Finds them in a snapshot.
    ///
    /// @param targets datasets and series; all bars when empty
    /// @param symbols which symbols of datasets; all when empty
    /// @throws TidemarkException `NOT_FOUND` for what the lake lacks, `USAGE` for a dataset that has no gaps
    static GapTargets of(Snapshot head, List<String> targets, Set<String> symbols) {
        Set<SeriesKey> keys = new TreeSet<>();
        if (targets.isEmpty()) {
            head.datasets().stream()
                    .filter(dataset -> dataset.group().equals(BarSchemas.GROUP))
                    .forEach(dataset -> addAll(head, dataset, symbols, keys));
        }
        for (String text : targets) {
            Target target = Target.parse(text);
            requireGaps(target, text);
            Existing.dataset(head, target.dataset());
            target.series()
                    .ifPresentOrElse(
                            key -> keys.add(Existing.series(head, key).key()),
                            () -> addAll(head, target.dataset(), symbols, keys));
        }
        requireAll(symbols, keys);
        return new GapTargets(
                keys.stream().filter(key -> hasBars(key.dataset())).toList(),
                keys.stream()
                        .filter(key -> key.dataset().group().equals(TickSchemas.TICKS))
                        .toList());
    }

    private static void addAll(Snapshot head, DatasetName dataset, Set<String> symbols, Set<SeriesKey> keys) {
        head.series(dataset).stream()
                .filter(key -> symbols.isEmpty() || symbols.contains(key.symbol()))
                .forEach(keys::add);
    }

    /// Whether rows stand for intervals of one length.
    private static boolean hasBars(DatasetName dataset) {
        return DatasetShape.of(dataset).map(DatasetShape::hasTimeframe).orElse(false);
    }

    private static void requireGaps(Target target, String text) {
        DatasetName dataset = target.dataset();
        if (target.chunk().isPresent() || !(hasBars(dataset) || dataset.group().equals(TickSchemas.TICKS))) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "'" + text
                            + "': gaps are known of bars (of prices, quotes or open interest) and of ticks; expected"
                            + " DATASET or DATASET/SYMBOL, such as bars/1d or ticks/raw/SHFE.ru1901");
        }
    }

    private static void requireAll(Set<String> symbols, Set<SeriesKey> keys) {
        Set<String> lost = new TreeSet<>(symbols);
        keys.forEach(key -> lost.remove(key.symbol()));
        if (!lost.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "no series of " + String.join(", ", lost) + " here; `tidemark list DATASET` shows those there are");
        }
    }
}
