/// Whole-process and library workloads against peers. [BenchMain] runs them by name; each checks its result before it
/// states a
/// figure.
@NullMarked
package dev.tidemark.bench;

import org.jspecify.annotations.NullMarked;
