package dev.tidemark.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.notify.Matter;
import dev.tidemark.app.notify.Severity;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.sources.update.SymbolOutcome;
import dev.tidemark.sources.update.SymbolOutcome.Reason;
import dev.tidemark.sources.update.SymbolOutcome.Rows;
import dev.tidemark.sources.update.SymbolOutcome.Status;
import dev.tidemark.sources.update.UpdateReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifyOptionTest {
    private static SymbolOutcome outcome(String symbol, Status status, Optional<Reason> reason) {
        return new SymbolOutcome(
                SeriesKey.parse("bars/1d/" + symbol),
                status,
                Rows.NONE,
                1,
                reason.isPresent() ? 1 : 0,
                0,
                0,
                false,
                reason,
                List.of());
    }

    @Test
    void aFailedSymbolIsAnErrorAndAGoodOneEndsIt() {
        UpdateReport report = new UpdateReport(
                List.of(
                        outcome("A", Status.FAILED, Optional.of(new Reason("http_500", "the server failed"))),
                        outcome("B", Status.UPDATED, Optional.empty())),
                List.of(),
                Map.of());

        assertThat(NotifyOption.matters(report))
                .containsExactly(
                        new Matter(
                                "update/bars/1d/A",
                                Severity.ERROR,
                                "update of bars/1d/A failed: http_500: the server failed"),
                        Matter.fine("update/bars/1d/B"));
    }
}
