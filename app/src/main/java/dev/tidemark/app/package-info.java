/// The command line and everything that only the whole program knows. The door is [Main].
@NullMarked
package dev.tidemark.app;

import org.jspecify.annotations.NullMarked;
