package dev.tidemark.app.notify;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Posts messages as JSON to a URL, three times at most. The URL is a secret: no error repeats it.
final class WebhookChannel implements Channel {
    private static final int TRIES = 3;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LEAST_BAD = 300;
    private static final int LEAST_SERVER_FAULT = 500;
    private static final int TOO_MANY = 429;

    private final URI url;
    private final Duration pause;

    /// @param pause before the second try; twice that before the third
    WebhookChannel(URI url, Duration pause) {
        this.url = url;
        this.pause = pause;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Message message) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(LIMIT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(message.json().text()))
                .build();
        RetryPolicy<Integer> retries = RetryPolicy.<Integer>builder()
                .handle(IOException.class)
                .handleResultIf(status -> status >= LEAST_SERVER_FAULT || status == TOO_MANY)
                .withMaxAttempts(TRIES)
                .withBackoff(pause, pause.multipliedBy(4))
                .build();
        int status;
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            status = Failsafe.with(retries).get(() -> post(client, request));
        } catch (FailsafeException e) {
            throw new IOException("no answer (" + reason(e) + ")", e);
        }
        if (status >= LEAST_BAD) {
            throw new IOException("the answer was HTTP " + status);
        }
    }

    private static int post(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<Void> answer = client.send(request, BodyHandlers.discarding());
        return answer.statusCode();
    }

    private static String reason(FailsafeException e) {
        Throwable cause = e.getCause();
        return (cause == null ? e : cause).getClass().getSimpleName();
    }
}
