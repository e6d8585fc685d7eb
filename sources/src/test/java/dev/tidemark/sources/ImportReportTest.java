package dev.tidemark.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.ingest.ReportBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImportReportTest {
    private static SourceReport report(String name, SourceOutcome outcome, RowCounts rows) {
        return new SourceReport(name, "bars/1d/X", outcome, rows, List.of(), List.of(), List.of());
    }

    @Test
    void theExitCodeSaysWhetherAllOrSomeFailed() {
        ReportBuilder none = new ReportBuilder();
        assertThat(none.build().exitCode()).isEqualTo(2);
        none.add(SourceReport.refused("a", RefusalReason.BAD_HEADER, "m"));
        assertThat(none.build().exitCode()).isEqualTo(2);
        none.add(report("b", new SourceOutcome.Imported(), RowCounts.good(1, 0, 0, 0)));
        assertThat(none.build().exitCode()).isEqualTo(5);
        ReportBuilder shrunk = new ReportBuilder();
        shrunk.add(SourceReport.refused("a", RefusalReason.WOULD_SHRINK, "m"));
        assertThat(shrunk.build().exitCode()).isEqualTo(5);
        ReportBuilder fine = new ReportBuilder();
        fine.add(report("b", new SourceOutcome.Empty(), RowCounts.NONE));
        assertThat(fine.build().exitCode()).isZero();
    }

    @Test
    void theReportDoesNotDependOnTheOrderOfArrivalEvenWhenItIsCut() {
        List<SourceReport> reports = new ArrayList<>();
        for (int i = 0; i < ImportReport.MAX_NOTABLE + 500; i++) {
            reports.add(SourceReport.refused("s%05d".formatted(i), RefusalReason.BAD_HEADER, "m"));
        }
        ReportBuilder inOrder = new ReportBuilder();
        reports.forEach(inOrder::add);
        Collections.shuffle(reports, new Random(3));
        ReportBuilder shuffled = new ReportBuilder();
        reports.forEach(shuffled::add);
        assertThat(shuffled.build()).isEqualTo(inOrder.build());
        assertThat(shuffled.build().notable()).hasSize(ImportReport.MAX_NOTABLE);
        assertThat(shuffled.build().notableLeft()).isEqualTo(500);
    }

    @Test
    void rowsThatDoNotAddUpAreABug() {
        assertThatThrownBy(() -> new RowCounts(3, 1, 0, 0, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(RowCounts.good(1, 2, 3, 4).withQuarantined(5).plus(RowCounts.refused(1, 1)))
                .isEqualTo(new RowCounts(13, 1, 2, 3, 6, 1, 4));
    }

    @Test
    void chunksAreMonthsYearsOrAllByTheLengthOfBars() {
        assertThat(BarSchemas.defaultChunk(Timeframe.parse("5m"))).isEqualTo(ChunkSize.MONTH);
        assertThat(BarSchemas.defaultChunk(Timeframe.parse("14m"))).isEqualTo(ChunkSize.MONTH);
        assertThat(BarSchemas.defaultChunk(Timeframe.parse("15m"))).isEqualTo(ChunkSize.YEAR);
        assertThat(BarSchemas.defaultChunk(Timeframe.parse("4h"))).isEqualTo(ChunkSize.YEAR);
        assertThat(BarSchemas.defaultChunk(Timeframe.DAILY)).isEqualTo(ChunkSize.ALL);
        assertThat(BarSchemas.timeframeOf(DatasetName.parse("bars/1d-raw"))).isEqualTo(Timeframe.DAILY);
        assertThatThrownBy(() -> BarSchemas.timeframeOf(DatasetName.parse("bars/mine")))
                .hasMessageContaining("mine");
    }

    @Test
    void theColumnsAreThoseOfTheSpecificationInItsOrder() {
        assertThat(BarSchemas.BARS.text())
                .isEqualTo(
                        "symbol:string,ts:timestamp,open:double,high:double,low:double,close:double,volume:double,"
                            + "open_interest:double,adj_close:double,dividends:double,splits:double,imputed:boolean,final:boolean");
        assertThat(BarSchemas.BARS.indexOf("open")).isEqualTo(BarColumns.OPEN);
        assertThat(BarSchemas.BARS.indexOf("open_interest")).isEqualTo(BarColumns.OPEN_INTEREST);
        assertThat(BarSchemas.BARS.indexOf("final")).isEqualTo(BarColumns.FINAL);
        assertThat(BarSchemas.BARS.timeIndex()).isEqualTo(BarColumns.TS);
    }
}
