package dev.tidemark.app.universe;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.sources.BarSchemas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;

/// The series of bars that tickers have in one state of the lake. No manifest is opened.
final class BarSeries {
    private final Snapshot head;
    private final List<DatasetName> datasets;

    BarSeries(Snapshot head) {
        this.head = head;
        this.datasets = head.datasets().stream()
                .filter(dataset -> dataset.group().equals(BarSchemas.GROUP))
                .toList();
    }

    /// A text that is another one whenever the bars of a ticker are; empty when there are none.
    String of(String ticker) {
        if (!SeriesKey.isSymbol(ticker)) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (DatasetName dataset : datasets) {
            head.summary(new SeriesKey(dataset, ticker))
                    .ifPresent(summary -> text.append(dataset)
                            .append(' ')
                            .append(summary.manifest().hex())
                            .append(' '));
        }
        return text.toString();
    }

    /// The same for many tickers; empty for none.
    String of(SortedSet<String> tickers) {
        if (tickers.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        tickers.forEach(
                ticker -> text.append(ticker).append(' ').append(of(ticker)).append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
