/// Importers: what they share. Each format has a package with one door, such as
/// [dev.tidemark.sources.stooq.StooqImport]; all of them answer with an [ImportReport].
///
/// `files` finds sources in folders and archives, `text` reads lines and numbers, `ingest` turns rows into series and
/// commits
/// them. [BarSchemas] fixes the columns of every `bars` dataset.
///
/// Awkward values: an empty field is null, never 0; NaN and infinities become null with a finding; what cannot be read
/// is
/// quarantined with file, line and reason, and the rows around it stay.
@NullMarked
package dev.tidemark.sources;

import org.jspecify.annotations.NullMarked;
