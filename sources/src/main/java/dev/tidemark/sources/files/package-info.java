/// Where sources are: [SourceFinder] walks folders and archives and answers with [SourceFile]s, sorted, and with what
/// it refused.
///
/// Archives are untrusted. Nothing of them is ever written to disk under a name of theirs; entries are read as streams
/// with
/// bounded size and checked sums. See [ZipArchive] for the bounds.
@NullMarked
package dev.tidemark.sources.files;

import org.jspecify.annotations.NullMarked;
