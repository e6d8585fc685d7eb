/// Tests of plans and builds, with a small recipe on real lakes.
@NullMarked
package dev.tidemark.build;

import org.jspecify.annotations.NullMarked;
