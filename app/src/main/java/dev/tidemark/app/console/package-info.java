/// What people and scripts see: [Console] owns the standard streams, [JsonObject] is one line of `--json`, [TextTable]
/// one
/// table for people, [ConsoleProgress] the bar.
///
/// Results go to stdout; progress, notes and errors to stderr. Nothing else in Tidemark touches the standard streams.
@NullMarked
package dev.tidemark.app.console;

import org.jspecify.annotations.NullMarked;
