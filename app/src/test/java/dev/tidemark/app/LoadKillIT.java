package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `load` by real processes that are killed, and one that is asked to stop while it waits.
class LoadKillIT {
    private static final int KILLS = Integer.getInteger("tidemark.load.kills", 12);
    private static final int SYMBOLS = 50;
    private static final int DONE = 0;
    private static final int CANCELLED = 130;
    private static final DatasetName DAILY = DatasetName.parse("bars/1d");

    @TempDir
    Path folder;

    private ProductProcess product() {
        return new ProductProcess(folder.resolve("output.txt"));
    }

    private Path lake(String name) {
        Path lake = folder.resolve(name);
        Lake.create(lake, LakeOptions.defaults());
        return lake;
    }

    private static List<String> load(int latencyMillis) {
        String symbols =
                IntStream.range(0, SYMBOLS).mapToObj("S%02d"::formatted).collect(Collectors.joining(","));
        return List.of(
                "load",
                "-p",
                "simulated",
                "-s",
                symbols,
                "--start",
                "2012-01-01",
                "--end",
                "2023-12-31",
                "--provider-option",
                "latency-ms=" + latencyMillis);
    }

    private static Map<SeriesKey, Digest> contents(Path folder) {
        Map<SeriesKey, Digest> contents = new TreeMap<>();
        try (Lake lake = Lake.open(folder, LakeOptions.defaults())) {
            assertThat(lake.maintenance().verify(true, Progress.NONE).findings())
                    .isEmpty();
            Snapshot head = lake.head();
            for (SeriesKey key : head.series(DAILY)) {
                contents.put(key, head.summary(key).orElseThrow().contents());
            }
        }
        return contents;
    }

    @Test
    void aKilledLoadIsCompletedByTheNext() throws IOException, InterruptedException {
        Path reference = lake("reference");
        product().run(reference, load(0), DONE);
        Map<SeriesKey, Digest> whole = contents(reference);
        assertThat(whole).hasSize(SYMBOLS);
        Random random = new Random(7);
        Path lake = lake("killed-0");
        int killed = 0;
        for (int attempt = 0; killed < KILLS && attempt < 4 * KILLS; attempt++) {
            Process process = product().start(lake, "pause:1ms", load(random.nextInt(40)));
            Thread.sleep(400 + random.nextInt(1200));
            killed += process.destroyForcibly().waitFor() == 128 + 9 ? 1 : 0;
            contents(lake)
                    .forEach((key, content) -> assertThat(content).as("%s", key).isEqualTo(whole.get(key)));
            if (attempt % 4 == 3) {
                finish(lake, whole);
                lake = lake("killed-" + attempt);
            }
        }
        assertThat(killed).isGreaterThanOrEqualTo(KILLS);
        finish(lake, whole);
    }

    private void finish(Path lake, Map<SeriesKey, Digest> whole) throws IOException, InterruptedException {
        product().run(lake, load(0), DONE);
        assertThat(contents(lake)).isEqualTo(whole);
        product().run(lake, List.of("update", "--all", "--until", "2023-12-31"), DONE);
        assertThat(contents(lake)).isEqualTo(whole);
        product().run(lake, List.of("doctor", "--fix"), DONE);
        KillIT.checkNothingIsLeft(lake);
    }

    @Test
    void aLoadThatWaitsToAskAgainStopsWhenItIsToldTo() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "28");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
            asked.countDown();
        });
        server.start();
        try {
            Path lake = lake("waiting");
            String base = "base-url=http://" + server.getAddress().getAddress().getHostAddress() + ":"
                    + server.getAddress().getPort();
            Process process = product()
                    .start(lake, "", List.of("load", "-p", "kraken", "-s", "XBTUSD", "--provider-option", base));
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            Thread.sleep(300);
            long started = System.nanoTime();
            process.destroy(); // SIGTERM, as Ctrl-C
            product().expect(process, CANCELLED);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(contents(lake)).isEmpty();
        } finally {
            server.stop(0);
        }
    }
}
