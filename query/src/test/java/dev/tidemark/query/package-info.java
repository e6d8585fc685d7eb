/// Tests of SQL over real lakes.
@NullMarked
package dev.tidemark.query;

import org.jspecify.annotations.NullMarked;
