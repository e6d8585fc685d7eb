package dev.tidemark.app.wiring;

import dev.tidemark.app.config.Config;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.BarSchemas;
import dev.tidemark.sources.DatasetIdentity;
import dev.tidemark.sources.DatasetShape;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.feed.Feeds;
import dev.tidemark.sources.update.BarGrids;
import dev.tidemark.sources.update.ProviderSession;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Opens providers with what the user gives them, and says what their data are.
public final class Feeding {
    private Feeding() {}

    /// A provider's kind.
    ///
    /// @throws TidemarkException `NOT_FOUND` naming those that there are
    public static ProviderKind kind(String name) {
        return Feeds.find(name)
                .orElseThrow(() -> new TidemarkException(
                        ErrorCode.NOT_FOUND,
                        "no provider '" + name + "'; there are "
                                + Feeds.all().stream().map(ProviderKind::name).collect(Collectors.joining(", "))));
    }

    /// Opens providers by name; the caller closes them.
    ///
    /// @param options what the command line says to each
    public static Map<String, ProviderSession> open(
            Collection<String> names, SortedMap<String, String> options, Session session, Config config) {
        Map<String, ProviderSession> sessions = new TreeMap<>();
        try {
            for (String name : names) {
                if (!sessions.containsKey(name)) {
                    sessions.put(name, open(name, options, session, config));
                }
            }
            return sessions;
        } catch (RuntimeException e) {
            sessions.values().forEach(ProviderSession::close);
            throw e;
        }
    }

    private static ProviderSession open(
            String name, SortedMap<String, String> options, Session session, Config config) {
        ProviderSetup setup =
                new ProviderSetup(name, ProcessSecrets.find(ProviderSetup.keyVariable(name), session, config), options);
        return ProviderSession.open(kind(name), setup, "tidemark/" + Product.version(), Clock.systemUTC());
    }

    /// The record of a dataset that a provider fills: its identity says adjustment and session.
    public static DatasetRecord record(DatasetName name, Capabilities capabilities, Config config) {
        DatasetIdentity identity = new DatasetIdentity(capabilities.adjustment(), "", capabilities.session());
        return new DatasetRecord(
                BarSchemas.BARS,
                BarSchemas.VERSION,
                config.chunkOf(name).orElseGet(() -> BarSchemas.defaultChunk(BarSchemas.timeframeOf(name))),
                false,
                identity.fields(DatasetShape.BARS));
    }

    /// The expected bars of a lake's series.
    public static BarGrids grids(Lake lake) {
        return new BarGrids(Registry.markets(lake));
    }
}
