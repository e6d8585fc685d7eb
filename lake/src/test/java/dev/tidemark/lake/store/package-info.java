/// Tests of objects, manifests, commits and housekeeping on real folders.
@NullMarked
package dev.tidemark.lake.store;

import org.jspecify.annotations.NullMarked;
