package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.file.FileProvider;
import java.util.List;
import java.util.Optional;

/// All providers that come with the product.
public final class Feeds {
    private static final List<ProviderKind> ALL = List.of(
            AlphaVantageProvider.kind(),
            BinanceProvider.kind(),
            BinancePublicProvider.kind(),
            CoinbaseProvider.kind(),
            FileProvider.kind(),
            KrakenProvider.kind(),
            OkxProvider.kind(),
            SimulatedProvider.kind(),
            StooqProvider.kind(),
            TiingoProvider.kind(),
            TwelveDataProvider.kind(),
            YahooProvider.kind());

    private Feeds() {}

    /// By name.
    public static List<ProviderKind> all() {
        return ALL;
    }

    public static Optional<ProviderKind> find(String name) {
        return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
