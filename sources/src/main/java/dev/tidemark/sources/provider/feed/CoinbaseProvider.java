package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Ask;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.UtcGrid;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Bars of Coinbase Exchange, `GET /products/SYMBOL/candles`. Bars come newest first, as `[time, low, high, open,
/// close,
/// volume]` with the time in seconds; some may precede the window. There is no bar for an interval without a trade, so
/// an empty list is an answer.
public final class CoinbaseProvider extends WebProvider {
    /// Its name.
    public static final String NAME = "coinbase";

    private static final String BASE = "https://api.exchange.coinbase.com";
    private static final int MOST_BARS = 300;
    private static final int FIELDS = 6;
    private static final ProviderKind KIND = new ProviderKind(
            NAME,
            Capabilities.of(
                    List.of(
                            Timeframe.ofMinutes(1),
                            Timeframe.ofMinutes(5),
                            Timeframe.ofMinutes(15),
                            Timeframe.ofMinutes(60),
                            Timeframe.ofMinutes(360),
                            Timeframe.DAILY),
                    Adjustment.NONE,
                    AssetClass.CRYPTO,
                    "24x7",
                    MOST_BARS,
                    RateLimit.perSeconds(10, 1, 4),
                    false,
                    "Coinbase Exchange, bars by REST; docs.cdp.coinbase.com/exchange"),
            Set.of(),
            "BTC-USD",
            CoinbaseProvider::new);

    private CoinbaseProvider(ProviderSetup setup) {
        super(NAME, KIND.capabilities(), setup, BASE);
    }

    /// How it is opened.
    public static ProviderKind kind() {
        return KIND;
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        UtcGrid grid = new UtcGrid(request.timeframe());
        if (grid.firstIn(request) > grid.lastIn(request)) {
            return BarAnswer.whole(request, new BarRows());
        }
        Ask ask = Ask.of(base(), "/products/" + PathSymbol.segment(request.symbol()) + "/candles")
                .with("granularity", request.timeframe().interval().toSeconds())
                .with("start", BarTimes.instant(grid.firstIn(request)).toString())
                .with("end", BarTimes.instant(grid.lastIn(request)).toString());
        AlignedBars bars = AlignedBars.of(request);
        for (JsonNode bar : Answers.array(Answers.json(caller.get(ask)), "the answer")) {
            add(bar, bars);
        }
        return BarAnswer.whole(request, bars.rows());
    }

    private static void add(JsonNode bar, AlignedBars bars) throws ProviderException {
        Answers.array(bar, FIELDS, "a bar");
        bars.add(
                EpochUnit.SECONDS.micros(Answers.whole(bar.get(0), "time")),
                Answers.number(bar.get(3), "open"),
                Answers.number(bar.get(2), "high"),
                Answers.number(bar.get(1), "low"),
                Answers.number(bar.get(4), "close"),
                Answers.number(bar.get(5), "volume"));
    }
}
