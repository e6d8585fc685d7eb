package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.LocalServer;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A question to a provider and a good answer in the format that it documents.
///
/// @param symbol the symbol in the answer, with enough around it to find it once; empty when the format has none
/// @param price  a price in the answer that stands there once
/// @param volume a volume in the answer that stands there once
record FeedSample(
        ProviderKind kind,
        BarRequest request,
        String contentType,
        String body,
        String symbol,
        String price,
        String volume) {

    static BarRequest request(String symbol, Timeframe timeframe, String from, String to) {
        return new BarRequest(symbol, timeframe, instant(from), instant(to));
    }

    private static Instant instant(String text) {
        return Instant.parse(
                switch (text.length()) {
                    case 10 -> text + "T00:00:00Z";
                    case 16 -> text + ":00Z";
                    default -> text;
                });
    }

    /// The answer over a real connection.
    static BarAnswer ask(ProviderKind kind, BarRequest request, LocalServer server) throws ProviderException {
        return ask(kind, request, server, Map.of());
    }

    static BarAnswer ask(ProviderKind kind, BarRequest request, LocalServer server, Map<String, String> options)
            throws ProviderException {
        Provider provider = kind.open(server.setup(kind.name(), options));
        return provider.bars(request, LocalServer.caller(provider));
    }

    /// The answer over a real connection to a server that answers all questions with a JSON body.
    static BarAnswer answered(ProviderKind kind, String json, BarRequest request) throws ProviderException {
        try (LocalServer server = new LocalServer(_ -> LocalServer.json(json))) {
            return ask(kind, request, server);
        }
    }

    /// The answer when a body comes, without a connection.
    BarAnswer answer(int status, String type, String text) throws ProviderException {
        Caller caller = ask -> {
            Reply reply = Reply.of(status, type, text);
            if (!ask.rule().takes(reply) && status != 200) {
                throw new ProviderException(Fault.BAD_ANSWER, "status " + status);
            }
            return reply;
        };
        ProviderSetup setup = new ProviderSetup(kind.name(), Optional.of("s3cret-key"), new TreeMap<>());
        return kind.open(setup).bars(request, caller);
    }

    BarAnswer answer(String text) throws ProviderException {
        return answer(200, contentType, text);
    }

    /// The good answer with a piece replaced that stands in it once.
    String with(String piece, String other) {
        int place = body.indexOf(piece);
        if (place < 0 || body.indexOf(piece, place + 1) >= 0) {
            throw new IllegalArgumentException(piece);
        }
        return body.replace(piece, other);
    }

    /// Bars as text: start, open, high, low, close, volume, and what else is there.
    static List<String> lines(BarAnswer answer) {
        BarRows bars = answer.bars();
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < bars.size(); row++) {
            StringBuilder line = new StringBuilder(
                    Instant.EPOCH.plus(bars.ts(row), ChronoUnit.MICROS).toString());
            for (BarRows.Field field : BarRows.Field.values()) {
                double value = bars.value(field, row);
                if (field.compareTo(BarRows.Field.VOLUME) <= 0) {
                    line.append(' ').append(value);
                } else if (!Double.isNaN(value)) {
                    line.append(' ').append(field).append('=').append(value);
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    @Override
    public String toString() {
        return kind.name() + " " + request.timeframe();
    }
}
