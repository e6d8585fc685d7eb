package dev.tidemark.sources.provider;

import java.net.URI;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a user gives a provider.
///
/// @param name    the provider's name
/// @param key     the user's key, from the environment or a file; never shown
/// @param options by name, such as `base-url`
public record ProviderSetup(String name, Optional<String> key, SortedMap<String, String> options) {
    /// The option that sends questions elsewhere, such as to a proxy.
    public static final String BASE_URL = "base-url";
    /// The option that sets another limit of calls, such as `20/60`.
    public static final String RATE = "rate";
    /// Options that every provider takes.
    public static final Set<String> COMMON = Set.of(BASE_URL, RATE);

    public ProviderSetup {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /// A setup without key and options.
    public static ProviderSetup of(String name) {
        return new ProviderSetup(name, Optional.empty(), new TreeMap<>());
    }

    /// Where questions go.
    ///
    /// @throws IllegalArgumentException when the option is no address
    public URI base(String usual) {
        URI base = URI.create(options.getOrDefault(BASE_URL, usual));
        if (!Set.of("http", "https").contains(String.valueOf(base.getScheme()))) {
            throw new IllegalArgumentException("base-url '" + base + "' is no http or https address");
        }
        return base;
    }

    /// The key of a provider that needs one.
    ///
    /// @throws ProviderException `REFUSED`, saying where to put it
    public String requireKey() throws ProviderException {
        if (key.isEmpty() || key.get().isBlank()) {
            throw new ProviderException(
                    Fault.REFUSED,
                    name + " needs a key of yours: put it into the environment as " + keyVariable(name)
                            + ", or name a file that holds it in " + keyVariable(name) + "_FILE");
        }
        return key.get().strip();
    }

    /// The environment variable of a provider's key: `TIDEMARK_TIINGO_KEY`.
    public static String keyVariable(String provider) {
        return "TIDEMARK_" + provider.toUpperCase(java.util.Locale.ROOT).replace('-', '_') + "_KEY";
    }

    /// An option, or what holds without it.
    public String option(String option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    @Override
    public String toString() {
        return name + " " + options;
    }
}
