package dev.tidemark.sources.provider.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks a provider over real HTTP, and reads what it answered.
final class Asking {
    private Asking() {}

    static BarRequest window(String symbol, String timeframe, String from, String to) {
        return new BarRequest(symbol, Timeframe.parse(timeframe), Instant.parse(from), Instant.parse(to));
    }

    static BarAnswer ask(ProviderKind kind, LocalServer server, BarRequest request) throws ProviderException {
        Provider provider = kind.open(server.setup(kind.name(), Map.of()));
        assertThat(provider.name()).isEqualTo(kind.name());
        return provider.bars(request, LocalServer.caller(provider));
    }

    /// Asks for a window whose answer is one body.
    static BarAnswer answered(ProviderKind kind, String json, BarRequest request) throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(json))) {
            return ask(kind, server, request);
        }
    }

    /// The bars as lines of `time open high low close volume`.
    static List<String> lines(BarAnswer answer) {
        BarRows bars = answer.bars();
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < bars.size(); row++) {
            StringBuilder line = new StringBuilder(
                    Instant.EPOCH.plus(bars.ts(row), ChronoUnit.MICROS).toString());
            for (Field field : List.of(Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE, Field.VOLUME)) {
                line.append(' ').append(bars.value(field, row));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
