package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Providers over HTTP, spoken to through a server on this machine.
class ProvidersTest {
    private static final String SECRET = "s3cret-of-mine";
    private static final long DAY = 86_400;
    private static final long FIRST = 1_710_374_400L; // 2024-03-14

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;
    private HttpServer server;
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private int status = 200;
    private String body = kraken();
    private String retryAfter = "";

    private static String kraken() {
        StringBuilder bars = new StringBuilder();
        for (long time = FIRST - 40 * DAY; time <= FIRST + DAY; time += DAY) {
            bars.append(bars.isEmpty() ? "" : ",")
                    .append("[%d,\"10\",\"12\",\"9\",\"11\",\"10.5\",\"3.5\",7]".formatted(time));
        }
        return "{\"error\":[],\"result\":{\"XXBTZUSD\":[" + bars + "],\"last\":" + FIRST + "}}";
    }

    @BeforeEach
    void start() throws IOException {
        tidemark = new CommandLineFixture(folder).at("2024-03-15T22:00:00Z");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            questions.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String base() {
        return "base-url=http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    private CommandLineFixture.Result check(int code, String... words) {
        List<String> all = new ArrayList<>(List.of("providers", "check"));
        all.addAll(List.of(words));
        all.addAll(List.of("--provider-option", base(), "--provider-option", "rate=1000/1"));
        return tidemark.expect(code, all.toArray(String[]::new));
    }

    @Test
    void eachProviderIsListed() {
        assertThat(tidemark.expect(0, "providers").out())
                .contains("simulated", "kraken", "coinbase", "yahoo", "TIDEMARK_TIINGO_KEY");
        JsonNode tiingo = tidemark.expect(0, "--json", "providers").json().stream()
                .filter(line -> line.get("name").asString().equals("tiingo"))
                .findFirst()
                .orElseThrow();
        assertThat(tiingo.get("key").asString()).isEqualTo("TIDEMARK_TIINGO_KEY");
    }

    @Test
    void aCheckAsksOnceAndSaysWhatCame() {
        assertThat(check(0, "kraken").out()).contains("kraken works: ", "bars of XBTUSD 1d");
        assertThat(questions).singleElement().asString().contains("/0/public/OHLC", "pair=XBTUSD", "interval=1440");
        JsonNode json = check(0, "kraken", "--json").json().getFirst();
        assertThat(json.get("ok").asBoolean()).isTrue();
        assertThat(json.get("calls").asInt()).isEqualTo(1);
        assertThat(json.get("bars").asInt()).isPositive();
    }

    @Test
    void aCheckThatFailsSaysWhy() {
        body = "{\"error\":[\"EQuery:Unknown asset pair\"]}";
        assertThat(check(1, "kraken", "--symbol", "NOPE").out())
                .contains("kraken failed: unknown_symbol", "Unknown asset pair");
        body = "<html>Are you human?</html>";
        assertThat(check(1, "kraken").out()).contains("kraken failed: bad_answer");
        status = 403;
        JsonNode json = check(1, "kraken", "--json").json().getFirst();
        assertThat(json.get("ok").asBoolean()).isFalse();
        assertThat(json.get("code").asString()).isEqualTo("refused");
    }

    @Test
    void anAnswerWithoutBarsFailsTheCheck() {
        body = "{\"error\":[],\"result\":{\"XXBTZUSD\":[],\"last\":0}}";
        assertThat(check(1, "kraken").out()).contains("answered, but has nothing there");
    }

    @Test
    void aProviderThatNobodyKnowsIsNotFound() {
        assertThat(check(6, "bloomberg").err()).contains("bloomberg", "kraken");
        assertThat(check(2, "kraken", "-f", "soon").err()).contains("-f", "soon");
    }

    @Test
    void aKeyIsReadFromTheLakesEnvOrAFileAndNeverShown() throws IOException {
        tidemark.lake();
        Path env = tidemark.lakeFolder().resolve(".env");
        String[] load = {"load", "-p", "tiingo", "-s", "AAPL", "--start", "2024-03-01", "--provider-option", base()};
        body = "[]";
        assertThat(tidemark.expectOn(5, load).out()).contains("TIDEMARK_TIINGO_KEY");
        assertThat(questions).isEmpty();

        Files.writeString(env, "TIDEMARK_TIINGO_KEY=" + SECRET + "\n");
        assertHidden(tidemark.on(load));
        assertThat(questions).isNotEmpty().allMatch(question -> question.contains(SECRET));
        assertHidden(tidemark.on("config", "show"));
        assertHidden(tidemark.on("--json", "log"));

        questions.clear();
        Files.writeString(env, "TIDEMARK_TIINGO_KEY_FILE=key.txt\n");
        assertThat(tidemark.expectOn(2, load).err()).contains("TIDEMARK_TIINGO_KEY_FILE", "key.txt");
        tidemark.file("key.txt", SECRET + "\n");
        assertHidden(tidemark.on(load));
        assertThat(questions).isNotEmpty().allMatch(question -> question.contains(SECRET));

        questions.clear();
        status = 403;
        body = "{\"detail\":\"bad token " + SECRET + "\"}";
        assertHidden(tidemark.on(load));
        assertHidden(tidemark.on("-v", "health", "--history", "bars/1d/AAPL"));
        assertHidden(tidemark.on("--log-level", "debug", "update", "--all", "--provider-option", base()));
    }

    private static void assertHidden(CommandLineFixture.Result result) {
        assertThat(result.out() + result.err()).doesNotContain(SECRET);
    }

    @Test
    void aCancelWhileWaitingToAskAgainEndsAtOnce() {
        tidemark.lake();
        status = 429;
        retryAfter = "25";
        try (ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor()) {
            var _ = later.schedule(() -> tidemark.cancellation().request(), 500, TimeUnit.MILLISECONDS);
            long started = System.nanoTime();
            tidemark.expectOn(130, "load", "-p", "kraken", "-s", "XBTUSD", "--provider-option", base());
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(6));
        }
        assertThat(tidemark.expectOn(0, "--json", "log").json()).isEmpty();
    }
}
