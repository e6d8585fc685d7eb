/// Prepares universes: scans what lies outside the lake, stores it, builds on it, and writes reports and exports beside
/// it.
@NullMarked
package dev.tidemark.app.universe;

import org.jspecify.annotations.NullMarked;
