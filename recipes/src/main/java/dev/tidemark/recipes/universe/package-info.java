/// Broker instruments matched to the files of a bulk tree, as recipes. What comes from outside (the index of the tree,
/// the
/// instruments) are plain datasets; every step behind them is derived, row by row.
@NullMarked
package dev.tidemark.recipes.universe;

import org.jspecify.annotations.NullMarked;
