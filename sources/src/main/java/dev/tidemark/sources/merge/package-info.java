/// Imports that add to what the lake holds: [dev.tidemark.sources.merge.MergeImport] reads sources of any
/// [dev.tidemark.sources.merge.SourceFormat] batch by batch, sorts their rows by series and chunk, and unites each
/// chunk
/// with the lake's. Importing a part again changes nothing, in whatever order the parts come.
@NullMarked
package dev.tidemark.sources.merge;

import org.jspecify.annotations.NullMarked;
