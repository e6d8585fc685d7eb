package dev.tidemark.app.notify;

import dev.tidemark.app.control.ControlDatabase;
import dev.tidemark.app.control.ControlDatabase.Alert;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Tells people of matters by all channels that are configured, each matter when it is new, again when it is still open
/// after a while, and once when it is over. Without a channel it does nothing.
///
/// Never fails its caller: what goes wrong is a note. A message counts as sent when one channel took it; otherwise the
/// next
/// run tries again. For one thread.
public final class Notifier {
    private final List<Channel> channels;
    private final ControlDatabase alerts;
    private final Path lake;
    private final Duration repeat;
    private final Clock clock;
    private final Consumer<String> notes;

    /// @param channels where to
    /// @param alerts   remembers what was sent
    /// @param lake     its folder, named in messages
    /// @param repeat   after how long an open matter is told again
    /// @param notes    takes a line for each thing that goes wrong
    Notifier(
            List<Channel> channels,
            ControlDatabase alerts,
            Path lake,
            Duration repeat,
            Clock clock,
            Consumer<String> notes) {
        this.channels = List.copyOf(channels);
        this.alerts = alerts;
        this.lake = lake;
        this.repeat = repeat;
        this.clock = clock;
        this.notes = notes;
    }

    /// Tells of matters. Topics that are not among them stay as they are.
    public void notify(List<Matter> matters) {
        notify(matters, Set.of());
    }

    /// As [#notify(List)], for a check that knows more topics to be over than its matters name.
    ///
    /// @param isOver says of an open topic that no matter names whether it is over
    public void notify(List<Matter> matters, Predicate<String> isOver) {
        if (!channels.isEmpty()) {
            guarded(() -> {
                Set<String> gone = new HashSet<>();
                for (Alert alert : alerts.alerts()) {
                    if (isOver.test(alert.topic())) {
                        gone.add(alert.topic());
                    }
                }
                matters.forEach(matter -> gone.remove(matter.topic()));
                notify(matters, gone);
            });
        }
    }

    private void notify(List<Matter> matters, Set<String> gone) {
        if (channels.isEmpty() || (matters.isEmpty() && gone.isEmpty())) {
            return;
        }
        guarded(() -> {
            Instant now = clock.instant();
            List<News> news = news(matters, gone, now);
            if (!news.isEmpty() && deliver(new Message(lake.toString(), now, news))) {
                news.forEach(each -> remember(each, now));
            }
        });
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (TidemarkException e) {
            notes.accept("nobody was notified: " + e.getMessage());
        }
    }

    private List<News> news(List<Matter> matters, Set<String> gone, Instant now) {
        Map<String, Alert> open = new LinkedHashMap<>();
        alerts.alerts().forEach(alert -> open.put(alert.topic(), alert));
        Map<String, Matter> byTopic = new LinkedHashMap<>();
        matters.forEach(matter -> byTopic.put(matter.topic(), matter));
        gone.forEach(topic -> byTopic.put(topic, Matter.fine(topic)));
        List<News> news = new ArrayList<>();
        for (Matter matter : byTopic.values()) {
            Alert alert = open.get(matter.topic());
            boolean isFine = matter.severity() == Severity.FINE;
            if (alert == null) {
                if (!isFine) {
                    news.add(new News(matter, News.Kind.NEW, now));
                }
            } else if (isFine) {
                Matter was = new Matter(matter.topic(), Severity.FINE, alert.text());
                news.add(new News(was, News.Kind.OVER, alert.firstSeen()));
            } else if (!now.isBefore(alert.lastSent().plus(repeat))) {
                news.add(new News(matter, News.Kind.STILL, alert.firstSeen()));
            }
        }
        return news;
    }

    private boolean deliver(Message message) {
        boolean isDelivered = false;
        for (Channel channel : channels) {
            try {
                channel.send(message);
                isDelivered = true;
            } catch (IOException e) {
                notes.accept("could not notify by " + channel.name() + ": " + e.getMessage());
            }
        }
        return isDelivered;
    }

    private void remember(News news, Instant now) {
        if (news.kind() == News.Kind.OVER) {
            alerts.over(news.matter().topic());
        } else {
            alerts.sent(new Alert(news.matter().topic(), news.matter().text(), news.since(), now));
        }
    }

    /// The names of the channels.
    public List<String> channels() {
        return channels.stream().map(Channel::name).toList();
    }

    /// Sends a test message by each channel and remembers nothing.
    ///
    /// @return by channel why it failed; empty text when it did not
    public Map<String, String> test() {
        Instant now = clock.instant();
        Matter matter = new Matter("test", Severity.WARNING, "this is a test; nothing is wrong");
        Message message = new Message(lake.toString(), now, List.of(new News(matter, News.Kind.NEW, now)));
        Map<String, String> results = new LinkedHashMap<>();
        for (Channel channel : channels) {
            try {
                channel.send(message);
                results.put(channel.name(), "");
            } catch (IOException e) {
                results.put(channel.name(), String.valueOf(e.getMessage()));
            }
        }
        return results;
    }
}
