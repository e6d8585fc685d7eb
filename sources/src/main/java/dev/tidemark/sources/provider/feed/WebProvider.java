package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.Provider;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderSetup;
import java.net.URI;

/// A provider that is asked over the network: what it has whatever its format is.
abstract class WebProvider implements Provider {
    private final String name;
    private final Capabilities capabilities;
    private final ProviderSetup setup;
    private final URI base;

    /// @param usualBase where questions go unless the user says otherwise
    WebProvider(String name, Capabilities capabilities, ProviderSetup setup, String usualBase) {
        this.name = name;
        this.capabilities = capabilities;
        this.setup = setup;
        this.base = setup.base(usualBase);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Capabilities capabilities() {
        return capabilities;
    }

    /// Where questions go.
    final URI base() {
        return base;
    }

    /// The user's key.
    ///
    /// @throws ProviderException `REFUSED`, saying where to put it
    final String key() throws ProviderException {
        return setup.requireKey();
    }
}
