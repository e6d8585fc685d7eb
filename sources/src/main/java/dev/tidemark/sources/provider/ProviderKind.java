package dev.tidemark.sources.provider;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// A provider that can be opened.
///
/// @param name         its name
/// @param capabilities what it delivers, whatever the setup
/// @param options      names of the options that it takes beside [ProviderSetup#COMMON]
/// @param example      a symbol that surely exists there, to try it with; empty when that depends on the user
/// @param opener       makes it from a setup; throws `IllegalArgumentException` for an option's value that it does not
/// take
public record ProviderKind(
        String name,
        Capabilities capabilities,
        Set<String> options,
        String example,
        Function<ProviderSetup, Provider> opener) {
    public ProviderKind {
        options = Set.copyOf(options);
    }

    /// Opens it.
    ///
    /// @throws IllegalArgumentException naming an option that it does not take, or a bad value
    public Provider open(ProviderSetup setup) {
        Set<String> known = new TreeSet<>(options);
        known.addAll(ProviderSetup.COMMON);
        for (String option : setup.options().keySet()) {
            if (!known.contains(option)) {
                throw new IllegalArgumentException(
                        name + " has no option '" + option + "'; it takes " + String.join(", ", known));
            }
        }
        return opener.apply(setup);
    }
}
