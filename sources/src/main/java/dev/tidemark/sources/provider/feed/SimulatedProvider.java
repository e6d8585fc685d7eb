package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Ask;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.BarRows.Field;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.Reply;
import dev.tidemark.sources.provider.RetryRule;
import dev.tidemark.sources.provider.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// A provider without a network, for tests, demos and drills: its bars are those of [SimulatedMarket], its answers pass
/// through the same patience and the same strict reading as everybody's, and it misbehaves on order.
///
/// It speaks lines: `symbol S`, a line `start,open,high,low,close,volume` a bar (start in microseconds), and
/// `end N` with the number of bars, so that a body that is cut short can be seen.
public final class SimulatedProvider implements Provider {
    public static final String NAME = "simulated";

    private static final String RATE = "failure-rate";
    private static final String FAULTS = "faults";
    private static final String SEED = "fault-seed";
    private static final String LATENCY = "latency-ms";
    private static final URI BASE = URI.create("simulated://market");
    private static final int BARS_PER_CALL = 2000;
    private static final Capabilities CAPABILITIES = Capabilities.of(
                    Stream.of("1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1mo")
                            .map(Timeframe::parse)
                            .toList(),
                    Adjustment.SPLITS,
                    AssetClass.EQUITY,
                    "us",
                    BARS_PER_CALL,
                    RateLimit.perSeconds(100_000, 1, 16),
                    false,
                    "made-up bars from 2010 on, for tests and demos; symbols with '-' trade around the clock")
            .withRetry(new RetryRule(3, Duration.ofMillis(2), Duration.ofSeconds(1), 5, Duration.ofSeconds(300)));

    private final Function<BarRequest, BarRows> truth;
    private final SimulatedFaults faults;
    private final Duration latency;

    /// @param truth the bars that there are, by request
    public SimulatedProvider(Function<BarRequest, BarRows> truth, SimulatedFaults faults, Duration latency) {
        this.truth = truth;
        this.faults = faults;
        this.latency = latency;
    }

    /// The kind that users open: the bars of the simulated market.
    public static ProviderKind kind() {
        return new ProviderKind(
                NAME, CAPABILITIES, Set.of(RATE, FAULTS, SEED, LATENCY), "SIM00", SimulatedProvider::open);
    }

    private static Provider open(ProviderSetup setup) {
        try {
            SimulatedFaults faults = new SimulatedFaults(
                    Double.parseDouble(setup.option(RATE, "0")),
                    SimulatedFaults.kinds(setup.option(FAULTS, "")),
                    Long.parseLong(setup.option(SEED, Long.toString(System.nanoTime()))));
            Duration latency = Duration.ofMillis(Long.parseLong(setup.option(LATENCY, "0")));
            return new SimulatedProvider(SimulatedProvider::truth, faults, latency);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    RATE + ", " + SEED + " and " + LATENCY + " take numbers: " + e.getMessage(), e);
        }
    }

    private static BarRows truth(BarRequest request) {
        return SimulatedMarket.bars(
                request.symbol(), request.timeframe(), micros(request.from()), micros(request.to()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public String calendarOf(String symbol) {
        return SimulatedMarket.marketOf(symbol).calendar().id();
    }

    @Override
    public Optional<Transport> transport() {
        return Optional.of(this::answer);
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        Ask ask = Ask.of(BASE, "/bars")
                .with("symbol", request.symbol())
                .with("timeframe", request.timeframe().text())
                .with("from", micros(request.from()))
                .with("to", micros(request.to()));
        return BarAnswer.whole(request, read(request, caller.get(ask)));
    }

    private Reply answer(Ask ask) throws IOException, InterruptedException {
        Thread.sleep(latency);
        BarRows bars = truth.apply(new BarRequest(
                ask.parameter("symbol"),
                Timeframe.parse(ask.parameter("timeframe")),
                instant(Long.parseLong(ask.parameter("from"))),
                instant(Long.parseLong(ask.parameter("to")))));
        StringBuilder body = new StringBuilder("symbol " + ask.parameter("symbol") + "\n");
        for (int row = 0; row < bars.size(); row++) {
            body.append(bars.ts(row));
            for (Field field : List.of(Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE, Field.VOLUME)) {
                body.append(',').append(bars.value(field, row));
            }
            body.append('\n');
        }
        return faults.spoilt(
                body.append("end ").append(bars.size()).append('\n').toString());
    }

    private static BarRows read(BarRequest request, Reply reply) throws ProviderException {
        if (!reply.mediaType().equals("text/csv")) {
            throw Answers.bad("bars were expected, '" + reply.mediaType() + "' came: " + reply.preview());
        }
        List<String> lines = Arrays.asList(reply.text().split("\n", -1));
        if (!lines.getFirst().equals("symbol " + request.symbol())) {
            throw Answers.bad("bars of " + request.symbol() + " were expected: " + reply.preview());
        }
        int bars = lines.size() - 3;
        if (bars < 0
                || !lines.get(bars + 1).equals("end " + bars)
                || !lines.getLast().isEmpty()) {
            throw Answers.bad("the body is cut short or has another number of bars than it says: " + reply.preview());
        }
        BarRows rows = new BarRows();
        for (String line : lines.subList(1, bars + 1)) {
            String[] fields = line.split(",", -1);
            if (fields.length != 6 || !fields[0].matches("\\d{1,18}")) {
                throw Answers.bad("no bar: " + line);
            }
            rows.add(
                    Long.parseLong(fields[0]),
                    Answers.number(fields[1], "open"),
                    Answers.number(fields[2], "high"),
                    Answers.number(fields[3], "low"),
                    Answers.number(fields[4], "close"),
                    Answers.number(fields[5], "volume"));
        }
        return rows;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
