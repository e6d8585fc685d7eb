/// File operations and locks: [FileOps] is the one door to the disk.
@NullMarked
package dev.tidemark.lake.io;

import org.jspecify.annotations.NullMarked;
