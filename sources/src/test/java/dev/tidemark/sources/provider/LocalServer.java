package dev.tidemark.sources.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// A real HTTP server on a local port that speaks what a test tells it, faults included.
public final class LocalServer implements AutoCloseable {
    private final HttpServer server;
    private final List<Question> questions = new CopyOnWriteArrayList<>();

    /// What was asked.
    public record Question(String path, SortedMap<String, String> parameters, Map<String, List<String>> headers) {
        public String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    /// What the server does with a question.
    public sealed interface Answer {
        /// Status, headers, body.
        record Whole(int status, Map<String, String> headers, String body) implements Answer {}

        /// Bytes with status 200.
        @SuppressWarnings("ArrayRecordComponent") // compared nowhere
        record Bytes(String contentType, byte[] body) implements Answer {}

        /// Promises all of the body, sends its first half, and hangs up.
        record Truncated(String contentType, String body) implements Answer {}

        /// Hangs up without an answer.
        record Reset() implements Answer {}

        /// Answers too late.
        record Late(Duration delay, Answer then) implements Answer {}
    }

    public LocalServer(Function<Question, Answer> script) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            Question question = new Question(
                    exchange.getRequestURI().getPath(),
                    parameters(exchange.getRequestURI().getRawQuery()),
                    Map.copyOf(exchange.getRequestHeaders()));
            questions.add(question);
            answer(exchange, script.apply(question));
        });
        server.start();
    }

    public static Answer json(String body) {
        return of(200, "application/json", body);
    }

    public static Answer of(int status, String contentType, String body) {
        return new Answer.Whole(status, Map.of("Content-Type", contentType), body);
    }

    public static Answer retryAfter(int seconds) {
        return new Answer.Whole(429, Map.of("Retry-After", Integer.toString(seconds)), "");
    }

    /// A page for people, with status 200.
    public static Answer errorPage() {
        return of(200, "text/html; charset=utf-8", "<html><body>Please complete the CAPTCHA</body></html>");
    }

    public URI base() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    /// A setup that sends a provider's questions here.
    public ProviderSetup setup(String provider, Map<String, String> options) {
        SortedMap<String, String> all = new TreeMap<>(options);
        all.put(ProviderSetup.BASE_URL, base().toString());
        return new ProviderSetup(provider, java.util.Optional.of("s3cret-key"), all);
    }

    /// A caller with real HTTP, no limit of calls, and little patience.
    public static ProviderCaller caller(Provider provider) {
        Capabilities quick = provider.capabilities()
                .withRate(RateLimit.perSeconds(1_000_000, 1, 64))
                .withRetry(new RetryRule(3, Duration.ofMillis(5), Duration.ofSeconds(2), 5, Duration.ofSeconds(300)));
        Transport transport = new HttpTransport(Duration.ofMillis(500), "tidemark-test");
        return new ProviderCaller(provider.name(), quick, transport, Clock.systemUTC());
    }

    /// What was asked so far, in order.
    public List<Question> questions() {
        return List.copyOf(questions);
    }

    private static SortedMap<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
        SortedMap<String, String> parameters = new TreeMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Whole whole -> {
                whole.headers().forEach(exchange.getResponseHeaders()::set);
                byte[] body = bytes(whole.body());
                exchange.sendResponseHeaders(whole.status(), body.length == 0 ? -1 : body.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
            case Answer.Bytes bytes -> {
                exchange.getResponseHeaders().set("Content-Type", bytes.contentType());
                exchange.sendResponseHeaders(200, bytes.body().length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes.body());
                }
            }
            case Answer.Truncated truncated -> {
                exchange.getResponseHeaders().set("Content-Type", truncated.contentType());
                byte[] body = bytes(truncated.body());
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
                throw new IOException("hangs up");
            }
            case Answer.Reset _ -> throw new IOException("hangs up");
            case Answer.Late late -> {
                try {
                    Thread.sleep(late.delay());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                answer(exchange, late.then());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
