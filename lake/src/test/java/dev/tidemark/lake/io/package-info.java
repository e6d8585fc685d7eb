/// Tests of the file operations and locks, and the failing ones that other tests use.
@NullMarked
package dev.tidemark.lake.io;

import org.jspecify.annotations.NullMarked;
