@NullMarked
package dev.tidemark.lake.archive;

import org.jspecify.annotations.NullMarked;
