package dev.tidemark.bench;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.market.Timeframe;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.feed.SimulatedMarket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// W9: an update of many symbols by one daily bar each, from a provider on this machine that takes its time to answer;
/// against the same questions asked by nothing but an HTTP client at the same concurrency.
final class UpdateByOneBar implements Workload {
    private static final int SYMBOLS = 5_000;
    private static final int AT_ONCE = 16;
    private static final int LATENCY_MILLIS = 20;
    private static final LocalDate START = LocalDate.of(2023, 1, 2);
    private static final LocalDate UNTIL = LocalDate.of(2023, 12, 27);

    @Override
    public String name() {
        return "W9";
    }

    @Override
    public String title() {
        return "update of 5,000 symbols by one bar each, a local provider that answers after " + LATENCY_MILLIS
                + " ms, " + AT_ONCE + " at a time";
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException {
        int symbols = bench.scaled(SYMBOLS);
        AtomicLong asked = new AtomicLong();
        HttpServer server = serve(asked);
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            Path lake = bench.folder().resolve("lake");
            bench.process(List.of(bench.product().toString(), "init", lake.toString()));
            Path list = bench.folder().resolve("symbols.txt");
            List<String> names = new ArrayList<>();
            for (int i = 0; i < symbols; i++) {
                names.add("S%05d".formatted(i));
            }
            Files.write(list, names);
            String[] options = {
                "--provider-option", "base-url=" + base, "--provider-option", "rate=1000000/1x" + AT_ONCE
            };
            Bench.Ran load = bench.tidemark(
                    lake,
                    with(
                            options,
                            "-q",
                            "load",
                            "-p",
                            "coinbase",
                            "--symbols-file",
                            list.toString(),
                            "--start",
                            START.toString(),
                            "--end",
                            UNTIL.toString()));
            bench.figure("load of a year, whole process", load.seconds(), symbols + " symbols");
            List<Double> seconds = new ArrayList<>();
            double floor = 0;
            for (int day = 1; day <= 3; day++) {
                String until = UNTIL.plusDays(day).toString();
                asked.set(0);
                seconds.add(bench.tidemark(lake, with(options, "-q", "update", "--all", "--until", until))
                        .seconds());
                Bench.check(asked.get() == symbols, asked.get() + " questions for " + symbols + " symbols");
                floor = Math.max(floor, floor(base, names, until));
            }
            seconds.sort(null);
            bench.figure("update by one bar each, whole process, median of 3", seconds.get(1));
            bench.figure("floor: the same questions, nothing else", floor);
            bench.ratio("update / floor", seconds.get(1) / floor, "≤ 1.5", seconds.get(1) <= 1.5 * floor);
            bench.figure(
                    "update with nothing new, whole process",
                    bench.tidemark(
                                    lake,
                                    with(
                                            options,
                                            "-q",
                                            "update",
                                            "--all",
                                            "--until",
                                            UNTIL.plusDays(3).toString()))
                            .seconds());
        } finally {
            server.stop(0);
        }
    }

    private static String[] with(String[] options, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    /// Daily candles in the exchange's format, newest first.
    private static HttpServer serve(AtomicLong asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getQuery();
            byte[] body = candles(path.split("/", -1)[2], query).getBytes(StandardCharsets.UTF_8);
            try {
                Thread.sleep(LATENCY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return server;
    }

    private static String candles(String symbol, String query) {
        String start = "";
        String end = "";
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("start=")) {
                start = pair.substring(6);
            } else if (pair.startsWith("end=")) {
                end = pair.substring(4);
            }
        }
        BarRows bars = SimulatedMarket.bars(symbol + "-USD", Timeframe.DAILY, micros(start), micros(end) + 1);
        StringBuilder body = new StringBuilder("[");
        for (int row = bars.size() - 1; row >= 0; row--) {
            body.append(body.length() > 1 ? "," : "")
                    .append('[')
                    .append(bars.ts(row) / 1_000_000)
                    .append(',')
                    .append(bars.value(Field.LOW, row))
                    .append(',')
                    .append(bars.value(Field.HIGH, row))
                    .append(',')
                    .append(bars.value(Field.OPEN, row))
                    .append(',')
                    .append(bars.value(Field.CLOSE, row))
                    .append(',')
                    .append(bars.value(Field.VOLUME, row))
                    .append(']');
        }
        return body.append(']').toString();
    }

    private static long micros(String time) {
        return time.matches("\\d+")
                ? Long.parseLong(time) * 1_000_000
                : Instant.parse(time).getEpochSecond() * 1_000_000;
    }

    private static double floor(String base, List<String> names, String until)
            throws IOException, InterruptedException {
        long end =
                LocalDate.parse(until).plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        long started = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Semaphore slots = new Semaphore(AT_ONCE);
            List<Future<Integer>> answers = new ArrayList<>();
            for (String name : names) {
                URI uri =
                        URI.create(base + "/products/" + name + "/candles?start=" + (end - 9 * 86_400) + "&end=" + end);
                answers.add(threads.submit(() -> {
                    slots.acquire();
                    try {
                        return client.send(
                                        HttpRequest.newBuilder(uri)
                                                .version(HttpClient.Version.HTTP_1_1)
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body()
                                .length();
                    } finally {
                        slots.release();
                    }
                }));
            }
            for (Future<Integer> answer : answers) {
                Bench.check(answer.get() > 100, "an empty answer");
            }
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        return (System.nanoTime() - started) / 1e9;
    }
}
