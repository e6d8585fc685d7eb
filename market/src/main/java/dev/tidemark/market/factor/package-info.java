/// Factors: what is computed from the ticks around a row, to learn from.
///
/// Start at [FactorRegistry], which knows the factors; a [Factor] computes itself over rows of ticks, a [FactorSet]
/// several of them, and a [FactorStream] row by row as ticks arrive, with the same bits.
///
/// Awkward values: NaN means null, in and out. A window that reaches before the first row, over a null or over a zero
/// divisor gives null; a result that is not finite is null; `-0.0` is `0.0`. Rows of another segment must not be
/// handed over.
@NullMarked
package dev.tidemark.market.factor;

import org.jspecify.annotations.NullMarked;
