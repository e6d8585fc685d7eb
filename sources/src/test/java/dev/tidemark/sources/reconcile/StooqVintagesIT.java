package dev.tidemark.sources.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Progress;
import dev.tidemark.market.compare.ComparedColumn;
import dev.tidemark.market.compare.RatioRun;
import dev.tidemark.market.compare.SeriesDifference;
import dev.tidemark.sources.SharedData;
import dev.tidemark.sources.TestLake;
import dev.tidemark.sources.reconcile.SymbolDifference.Status;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two real dumps of one vendor, a year apart: what is known of them by a reading of their texts alone.
class StooqVintagesIT {
    private static final String RESTATED = "AAPL.US";
    private static final long LAST_DAY =
            LocalDate.parse("2024-10-29").atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;

    @TempDir
    Path folder;

    @Test
    void oneSymbolIsRestatedAndTheOthersDifferInTheLastBar() {
        Path dumps = SharedData.need("stooq-daily");
        DatasetName older = DatasetName.parse("bars/1d-2024");
        DatasetName newer = DatasetName.parse("bars/1d-2025");
        try (TestLake lake = new TestLake(folder)) {
            lake.load(o -> o.withDataset(older), dumps.resolve("vintage-2024-10-29/d_us_txt.zip"));
            lake.load(o -> o.withDataset(newer), dumps.resolve("vintage-2025-10-03/d_us_txt.zip"));
            ReconcileReport report = ReconcileRun.compare(
                    lake.lake,
                    Side.ofDataset("2024", lake.lake.head(), older),
                    Side.ofDataset("2025", lake.lake.head(), newer),
                    _ -> true,
                    ReconcileOptions.DEFAULT,
                    Progress.NONE);
            assertThat(report.symbols()).hasSize(14);
            assertThat(report.count(Status.FAILED)).isZero();
            Map<String, SeriesDifference> differences = new TreeMap<>(report.symbols().stream()
                    .collect(Collectors.toMap(
                            SymbolDifference::symbol,
                            symbol -> symbol.difference().orElseThrow())));
            assertRestated(differences.remove(RESTATED));
            long inLastBar = differences.values().stream()
                    .filter(difference -> most(difference) == 1)
                    .peek(difference -> assertThat(difference.columns())
                            .allMatch(column -> column.differing() == 0 || column.largestAt() == LAST_DAY))
                    .count();
            assertThat(inLastBar).isEqualTo(11);
            assertThat(differences.values()).allMatch(difference -> most(difference) <= 1);
            assertThat(differences.values())
                    .allMatch(difference -> difference.onlyA().rows() == 0);
            assertThat(differences.values())
                    .allMatch(difference -> difference.factors().total() == 0);
        }
    }

    private static long most(SeriesDifference difference) {
        return difference.columns().stream()
                .mapToLong(column -> column.differing())
                .max()
                .orElseThrow();
    }

    private static void assertRestated(SeriesDifference apple) {
        assertThat(apple.both()).isEqualTo(10_117);
        assertThat(apple.onlyB().rows()).isEqualTo(232);
        assertThat(apple.column(ComparedColumn.CLOSE).differing()).isEqualTo(10_117);
        assertThat(apple.column(ComparedColumn.CLOSE).beyond()).isZero(); // 0.22 %, below half a per cent
        assertThat(apple.splits().total()).isZero();
        assertThat(apple.factors().total()).isEqualTo(1);
        RatioRun factor = apple.factors().first().getFirst();
        assertThat(factor.rows()).isEqualTo(10_116); // the last, provisional bar stands apart
        assertThat(factor.ratio()).isCloseTo(0.997804, within(1e-5));
    }
}
