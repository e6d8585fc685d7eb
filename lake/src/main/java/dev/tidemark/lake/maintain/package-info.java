/// Checks, repairs and clean-up, behind [Maintenance].
@NullMarked
package dev.tidemark.lake.maintain;

import org.jspecify.annotations.NullMarked;
