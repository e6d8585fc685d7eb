package dev.tidemark.app.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against a real HTTP server.
class WebhookChannelTest {
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer server;
    private WebhookChannel channel;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook/s3cret", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Integer status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/s3cret");
        channel = new WebhookChannel(url, Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsJsonThatChatServicesShow() throws IOException {
        channel.send(Messages.of("Ä failed: \"x\""));

        JsonNode body = JsonMapper.builder().build().readTree(bodies.getFirst());
        assertThat(body.get("text").asString()).isEqualTo("Tidemark: 1 new (/data/lake)\nerror: Ä failed: \"x\"");
        assertThat(body.get("time").asString()).isEqualTo("2024-03-01T12:00:00Z");
        JsonNode matter = body.get("matters").get(0);
        assertThat(matter.get("topic").asString()).isEqualTo("update/bars/1d/A");
        assertThat(matter.get("severity").asString()).isEqualTo("error");
        assertThat(matter.get("state").asString()).isEqualTo("new");
    }

    @Test
    void triesThreeTimes() throws IOException {
        answers.addAll(List.of(503, 429));
        channel.send(Messages.of("x"));
        assertThat(bodies).hasSize(3);
        bodies.clear();
        answers.addAll(List.of(500, 500, 500, 200));
        assertThatThrownBy(() -> channel.send(Messages.of("x")))
                .isInstanceOf(IOException.class)
                .hasMessage("the answer was HTTP 500");
        assertThat(bodies).hasSize(3);
    }

    @Test
    void aRefusalIsNotRepeated() {
        answers.add(404);
        assertThatThrownBy(() -> channel.send(Messages.of("x"))).hasMessage("the answer was HTTP 404");
        assertThat(bodies).hasSize(1);
    }

    @Test
    void noAnswerIsToldWithoutTheUrl() {
        server.stop(0);
        assertThatThrownBy(() -> channel.send(Messages.of("x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer")
                .hasMessageNotContaining("s3cret");
    }
}
