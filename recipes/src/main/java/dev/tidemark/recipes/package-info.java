/// What the market means as recipes of the build engine: continuous series, features, labels. [RecipeCatalogue] makes
/// them
/// from options, and from what datasets record of themselves.
@NullMarked
package dev.tidemark.recipes;

import org.jspecify.annotations.NullMarked;
