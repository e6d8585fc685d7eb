package dev.tidemark.market.factor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The factors that can be enabled, by name. Immutable and thread-safe.
public final class FactorRegistry {
    private static final FactorRegistry BUILT_IN = of(List.of());

    private final Map<String, Factor> byName;

    private FactorRegistry(Map<String, Factor> byName) {
        this.byName = byName;
    }

    /// The eleven factors of the set `default`.
    public static FactorRegistry builtIn() {
        return BUILT_IN;
    }

    /// The built-in factors, then others.
    ///
    /// @throws IllegalArgumentException when two factors have one name
    public static FactorRegistry of(List<? extends FactorSource> sources) {
        var byName = new LinkedHashMap<String, Factor>();
        var all = new ArrayList<>(BuiltInFactors.ALL);
        sources.forEach(source -> all.addAll(source.factors()));
        for (Factor factor : all) {
            if (byName.put(factor.name(), factor) != null) {
                throw new IllegalArgumentException("two factors are named " + factor.name());
            }
        }
        return new FactorRegistry(byName);
    }

    /// All factors: the built-in ones in their order, then the others in theirs.
    public List<Factor> factors() {
        return List.copyOf(byName.values());
    }

    /// The set `default`: the eleven built-in factors.
    public static FactorSet defaultSet() {
        return new FactorSet(BuiltInFactors.ALL);
    }

    /// A set of factors, in the order of their names.
    ///
    /// @throws IllegalArgumentException for a name that is not known, naming those that are, and for a repeated one
    public FactorSet set(List<String> names) {
        return new FactorSet(names.stream().map(this::factor).toList());
    }

    /// The factor of a name.
    ///
    /// @throws IllegalArgumentException when it is not known, naming those that are
    public Factor factor(String name) {
        Factor factor = byName.get(name);
        if (factor == null) {
            throw new IllegalArgumentException(
                    "there is no factor '" + name + "'; known are " + String.join(", ", byName.keySet()));
        }
        return factor;
    }
}
