package dev.tidemark.app.notify;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Messages for tests of channels.
final class Messages {
    static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

    private Messages() {}

    static Message of(String text) {
        Matter matter = new Matter("update/bars/1d/A", Severity.ERROR, text);
        return new Message("/data/lake", NOON, List.of(new News(matter, News.Kind.NEW, NOON)));
    }

    static Message many(int count) {
        return new Message(
                "/data/lake",
                NOON,
                IntStream.range(0, count)
                        .mapToObj(i ->
                                new News(new Matter("t/" + i, Severity.WARNING, "series " + i), News.Kind.NEW, NOON))
                        .toList());
    }
}
