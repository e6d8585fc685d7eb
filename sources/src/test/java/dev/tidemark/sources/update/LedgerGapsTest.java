package dev.tidemark.sources.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Progress;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.gap.GapEvent;
import dev.tidemark.sources.gap.GapOptions;
import dev.tidemark.sources.gap.GapRun;
import dev.tidemark.sources.gap.SeriesGap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gaps of series that a provider delivers are what their ledger says.
class LedgerGapsTest {
    @TempDir
    private Path folder;

    private static List<SeriesGap> gaps(ProviderWorld world) {
        List<SeriesGap> gaps = new ArrayList<>();
        GapRun.run(
                world.lake,
                world.lake.head(),
                List.of(ProviderWorld.key("SIM00", "1d")),
                new BarGrids(SeriesMarkets.shipped().allFollowing("24x7")),
                GapOptions.of(world.now, 1),
                event -> {
                    if (event instanceof GapEvent.Found found) {
                        gaps.add(found.gap());
                    }
                },
                Progress.NONE);
        return gaps;
    }

    @Test
    void aRunIsCutWhereItsStateChanges() {
        try (ProviderWorld world = new ProviderWorld(folder, "2024-02-01T00:00:00Z")) {
            world.withhold("SIM00", ProviderWorld.day("2024-01-10"));
            world.load("2024-01-02", "2024-01-31", "1d", "SIM00");
            List<SeriesGap> gaps = gaps(world);
            SeriesGap withheld = gaps.stream()
                    .filter(gap -> gap.gap().start() <= ProviderWorld.day("2024-01-10")
                            && gap.gap().end() > ProviderWorld.day("2024-01-10"))
                    .findFirst()
                    .orElseThrow();
            Ledger ledger = Ledger.of(world.lake
                    .head()
                    .series(ProviderWorld.key("SIM00", "1d"))
                    .orElseThrow()
                    .attributes());
            assertThat(withheld.state()).isEqualTo(ledger.stateOf(ProviderWorld.day("2024-01-10")));
            assertThat(withheld.state()).isEqualTo(Ledger.State.KNOWN_EMPTY);

            world.publishAll();
            world.options = o -> new UpdateOptions(
                    o.lookback(),
                    true,
                    true,
                    o.ohlcMode(),
                    o.until(),
                    o.allowsRemoval(),
                    o.initialDays(),
                    o.batch(),
                    o.message());
            world.update();
            assertThat(gaps(world))
                    .noneMatch(gap -> gap.gap().start() <= ProviderWorld.day("2024-01-10")
                            && gap.gap().end() > ProviderWorld.day("2024-01-10"));
        }
    }
}
