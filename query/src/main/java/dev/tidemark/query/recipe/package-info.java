/// Recipes in SQL: a file with a header, of which a query makes one partition after the other. Start at [SqlRecipes].
@NullMarked
package dev.tidemark.query.recipe;

import org.jspecify.annotations.NullMarked;
