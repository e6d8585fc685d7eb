package dev.tidemark.recipes.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.market.match.PriceDiagnosis;
import java.util.Optional;

/// What one reading of a price file gave.
///
/// @param digest      SHA-256 of its bytes; empty when it could not be read
/// @param diagnosis   what is to be said about its prices
/// @param export      SHA-256 of its export; empty when it cannot be exported
/// @param exportBytes length of the export
public record PriceFacts(
        Optional<Digest> digest, PriceDiagnosis diagnosis, Optional<Digest> export, long exportBytes) {}
