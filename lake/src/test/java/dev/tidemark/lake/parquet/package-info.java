@NullMarked
package dev.tidemark.lake.parquet;

import org.jspecify.annotations.NullMarked;
