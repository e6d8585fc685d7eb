/// Tests of columns, tables and their digests.
@NullMarked
package dev.tidemark.lake.table;

import org.jspecify.annotations.NullMarked;
