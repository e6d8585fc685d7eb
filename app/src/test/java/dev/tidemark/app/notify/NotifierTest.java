package dev.tidemark.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.control.ControlDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
    private static final Matter A = new Matter("update/A", Severity.ERROR, "A failed");
    private static final Matter B = new Matter("update/B", Severity.WARNING, "B is late");

    @TempDir
    private Path folder;

    private final List<String> sent = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Steps clock = new Steps();
    private boolean fails;
    private ControlDatabase alerts;

    /// A clock that the test moves.
    private static final class Steps extends Clock {
        private Instant now = Messages.NOON;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Recorder implements Channel {
        private final String name;
        private final boolean isBroken;

        Recorder(String name, boolean isBroken) {
            this.name = name;
            this.isBroken = isBroken;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void send(Message message) throws IOException {
            if (isBroken || fails) {
                throw new IOException("out of order");
            }
            sent.add(name + "\n" + message.text());
        }
    }

    @BeforeEach
    void open() {
        alerts = ControlDatabase.open(folder);
    }

    @AfterEach
    void close() {
        alerts.close();
    }

    private Notifier notifier(Channel... channels) {
        return new Notifier(List.of(channels), alerts, folder, Duration.ofHours(24), clock, notes::add);
    }

    private Notifier notifier() {
        return notifier(new Recorder("one", false));
    }

    private List<String> taken() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Test
    void tellsWhatIsNewOnceThenAgainThenThatItIsOver() {
        notifier().notify(List.of(A, B));
        assertThat(taken()).containsExactly("one\nerror: A failed\nwarning: B is late");

        clock.pass(Duration.ofHours(23));
        notifier().notify(List.of(A));
        assertThat(taken()).isEmpty();

        clock.pass(Duration.ofHours(1));
        notifier().notify(List.of(new Matter(A.topic(), Severity.ERROR, "A failed again")));
        assertThat(taken()).containsExactly("one\nstill error, since 2024-03-01T12:00:00Z: A failed again");

        notifier().notify(List.of(Matter.fine(A.topic()), Matter.fine("update/C")));
        assertThat(taken()).containsExactly("one\nover: A failed again");
        notifier().notify(List.of(Matter.fine(A.topic())));
        assertThat(taken()).isEmpty();
        assertThat(alerts.alerts()).extracting(ControlDatabase.Alert::topic).containsExactly(B.topic());

        notifier().notify(List.of(A));
        assertThat(taken()).containsExactly("one\nerror: A failed");
    }

    @Test
    void aCheckOfAllEndsWhatItDoesNotName() {
        Matter other = new Matter("health/A", Severity.ERROR, "A is in error");
        notifier().notify(List.of(A, B, other));
        taken();

        notifier().notify(List.of(B), topic -> topic.startsWith("update/"));

        assertThat(taken()).containsExactly("one\nover: A failed");
        assertThat(alerts.alerts()).extracting(ControlDatabase.Alert::topic).containsExactly(other.topic(), B.topic());
        notifier().notify(List.of(), topic -> topic.startsWith("update/"));
        assertThat(taken()).containsExactly("one\nover: B is late");
    }

    @Test
    void oneBrokenChannelDoesNotStopTheOthers() {
        notifier(new Recorder("first", true), new Recorder("second", false)).notify(List.of(A));

        assertThat(taken()).containsExactly("second\nerror: A failed");
        assertThat(notes).containsExactly("could not notify by first: out of order");
        assertThat(alerts.alerts()).hasSize(1);
    }

    @Test
    void whatNobodyTookIsTriedAgain() {
        fails = true;
        notifier().notify(List.of(A));
        assertThat(alerts.alerts()).isEmpty();
        fails = false;
        notifier().notify(List.of(A));
        assertThat(taken()).containsExactly("one\nerror: A failed");
        fails = true;
        notifier().notify(List.of(Matter.fine(A.topic())));
        assertThat(alerts.alerts()).hasSize(1);
        fails = false;
        notifier().notify(List.of(Matter.fine(A.topic())));
        assertThat(taken()).containsExactly("one\nover: A failed");
    }

    @Test
    void withoutAChannelNothingIsRemembered() {
        notifier(new Channel[0]).notify(List.of(A));
        notifier(new Channel[0]).notify(List.of(A), topic -> topic.startsWith("update/"));
        assertThat(alerts.alerts()).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void aBrokenMemoryIsANote() {
        alerts.close();
        notifier().notify(List.of(A));
        notifier().notify(List.of(A), topic -> topic.startsWith("update/"));
        assertThat(sent).isEmpty();
        assertThat(notes).hasSize(2).allMatch(note -> note.startsWith("nobody was notified: "));
        alerts = ControlDatabase.open(folder);
    }

    @Test
    void aTestGoesToEveryChannelAndIsForgotten() {
        assertThat(notifier(new Recorder("first", true), new Recorder("second", false))
                        .test())
                .containsExactly(java.util.Map.entry("first", "out of order"), java.util.Map.entry("second", ""));
        assertThat(taken()).hasSize(1);
        assertThat(alerts.alerts()).isEmpty();
    }

    @Test
    void aMessageOfManyIsCutForPeople() {
        Message message = Messages.many(700);
        assertThat(message.title()).isEqualTo("Tidemark: 700 new (/data/lake)");
        assertThat(message.text().lines()).hasSize(51).last().isEqualTo("… and 650 more");
        assertThat(message.json().text()).contains("\"count\":700", "\"t/499\"").doesNotContain("\"t/500\"");
    }
}
