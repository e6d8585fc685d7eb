package dev.tidemark.sources.stooq;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.BarSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which series a file without rows stands for: it does not say how long its bars are.
final class EmptySource {
    private static final Pattern MINUTES_FOLDER = Pattern.compile("(\\d{1,4}) ?min");
    private static final Map<String, Timeframe> FOLDERS = Map.of(
            "daily", Timeframe.DAILY,
            "hourly", Timeframe.ofMinutes(60),
            "weekly", Timeframe.WEEKLY,
            "monthly", Timeframe.MONTHLY);

    private EmptySource() {}

    /// The series in the lake that the file would empty: that of the chosen dataset; else of the timeframe that its
    /// header or a folder of
    /// its path names (`daily`, `5 min`, `hourly`); else the only series of its symbol in datasets `bars/<timeframe>`.
    /// Empty when there is
    /// none, or no telling which.
    static Optional<SeriesKey> seriesOf(
            SourceResult.NoRows empty, String symbol, @Nullable DatasetName chosen, Snapshot head) {
        Optional<Timeframe> timeframe =
                empty.timeframe().or(() -> ofFolders(empty.source().pathInDump()));
        if (chosen != null || timeframe.isPresent()) {
            DatasetName dataset = chosen != null ? chosen : BarSchemas.dataset(timeframe.orElseThrow());
            SeriesKey key = new SeriesKey(dataset, symbol);
            return head.summary(key).map(_ -> key);
        }
        List<SeriesKey> candidates = new ArrayList<>();
        for (DatasetName dataset : head.datasets()) {
            SeriesKey key = new SeriesKey(dataset, symbol);
            if (isPlainBars(dataset) && head.summary(key).isPresent()) {
                candidates.add(key);
            }
        }
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    private static boolean isPlainBars(DatasetName dataset) {
        return dataset.group().equals(BarSchemas.GROUP) && dataset.member().indexOf('-') < 0;
    }

    private static Optional<Timeframe> ofFolders(String path) {
        String[] parts = path.toLowerCase(Locale.ROOT).split("/", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            Timeframe named = FOLDERS.get(parts[i]);
            if (named != null) {
                return Optional.of(named);
            }
            Matcher minutes = MINUTES_FOLDER.matcher(parts[i]);
            if (minutes.matches() && Timeframe.isMinutes(Integer.parseInt(minutes.group(1)))) {
                return Optional.of(Timeframe.ofMinutes(Integer.parseInt(minutes.group(1))));
            }
        }
        return Optional.empty();
    }
}
