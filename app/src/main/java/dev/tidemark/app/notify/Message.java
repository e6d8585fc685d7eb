package dev.tidemark.app.notify;

import dev.tidemark.app.console.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// What one run has to tell, in the forms that channels need.
///
/// @param lake folder of the lake
/// @param time when it was made
/// @param news at least one
record Message(String lake, Instant time, List<News> news) {
    private static final int MOST_LINES = 50;
    private static final int MOST_OBJECTS = 500;

    Message {
        news = List.copyOf(news);
    }

    /// One line: `Tidemark: 2 new, 1 over (/data/lake)`.
    String title() {
        String counts = List.of(News.Kind.values()).stream()
                .filter(kind -> count(kind) > 0)
                .map(kind -> count(kind) + " " + kind.text())
                .collect(Collectors.joining(", "));
        return "Tidemark: " + counts + " (" + lake + ")";
    }

    private long count(News.Kind kind) {
        return news.stream().filter(each -> each.kind() == kind).count();
    }

    /// A line a matter, the first 50.
    String text() {
        String lines = news.stream().limit(MOST_LINES).map(News::line).collect(Collectors.joining("\n"));
        int more = news.size() - MOST_LINES;
        return more > 0 ? lines + "\n… and " + more + " more" : lines;
    }

    /// The first 500 as objects; `text` is what chat services show.
    JsonObject json() {
        return new JsonObject()
                .put("text", title() + "\n" + text())
                .put("lake", lake)
                .put("time", time.toString())
                .put("count", news.size())
                .put(
                        "matters",
                        news.stream()
                                .limit(MOST_OBJECTS)
                                .map(each -> new JsonObject()
                                        .put("topic", each.matter().topic())
                                        .put(
                                                "severity",
                                                each.matter().severity().text())
                                        .put("state", each.kind().text())
                                        .put("since", each.since().toString())
                                        .put("text", each.matter().text())));
    }
}
