package dev.tidemark.sources.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// HTTP by the JDK's client, whose work runs on virtual threads.
public final class HttpTransport implements Transport {
    /// Largest body that is taken: 256 MiB.
    public static final int MOST_BYTES = 256 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final Duration patience;
    private final String agent;

    /// @param patience how long to wait for an answer
    /// @param agent    who asks, such as `tidemark/0.1.0`
    public HttpTransport(Duration patience, String agent) {
        this.patience = patience;
        this.agent = agent;
        this.client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .executor(threads)
                .build();
    }

    @Override
    public Reply send(Ask ask) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(ask.uri()).timeout(patience).header("User-Agent", agent);
        if ("http".equals(ask.uri().getScheme())) {
            request.version(HttpClient.Version.HTTP_1_1); // no server of today upgrades plain text
        }
        ask.headers().forEach(request::header);
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        SortedMap<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("the answer is larger than " + MOST_BYTES + " bytes");
            }
            return new Reply(response.statusCode(), headers, bytes);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
