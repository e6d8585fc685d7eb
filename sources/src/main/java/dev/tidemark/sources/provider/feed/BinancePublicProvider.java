package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import java.util.Set;

/// Bars of Binance's spot market from its published files, a month or a day each; quick for long histories. A day is
/// published on the next, a month in the first days of the next. What is not published yet, or was before the symbol
/// traded, the answer does not speak for.
///
/// Weekly and monthly bars are not offered: there are no daily files of them, and a month's file does not say whether
/// its last week was over.
public final class BinancePublicProvider extends WebProvider {
    /// Its name.
    public static final String NAME = "binance_public";

    private static final String BASE = "https://data.binance.vision";
    /// Minutes of four months, so that a month's file is seldom asked for twice and the bars take some 20 MB.
    private static final int MOST_BARS = 124 * 24 * 60;
    private static final ProviderKind KIND = new ProviderKind(
            NAME,
            Capabilities.of(
                    BinanceKlines.upToDays(),
                    Adjustment.NONE,
                    AssetClass.CRYPTO,
                    "24x7",
                    MOST_BARS,
                    RateLimit.perSeconds(1000, 60, 4),
                    false,
                    "Binance spot, published files; github.com/binance/binance-public-data"),
            Set.of(),
            "BTCUSDT",
            BinancePublicProvider::new);

    private BinancePublicProvider(ProviderSetup setup) {
        super(NAME, KIND.capabilities(), setup, BASE);
    }

    /// How it is opened.
    public static ProviderKind kind() {
        return KIND;
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        String interval = request.timeframe().text();
        BinanceArchive archive = new BinanceArchive(base(), PathSymbol.segment(request.symbol()), interval, caller);
        return new ArchiveWalk(request, archive).answer();
    }
}
