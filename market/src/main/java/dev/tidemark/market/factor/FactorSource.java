package dev.tidemark.market.factor;

import java.util.List;

/// Gives factors beyond the built-in ones, for example through [java.util.ServiceLoader].
@FunctionalInterface
public interface FactorSource {
    /// The factors, in the order they are listed.
    List<Factor> factors();
}
