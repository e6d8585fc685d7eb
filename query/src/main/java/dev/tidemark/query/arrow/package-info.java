/// The Arrow IPC stream format as an output: [dev.tidemark.query.arrow.ArrowStream] writes tables, a query writes its
/// answer. Metadata are made by Arrow's own generated classes; values are laid out here, so that no memory module of
/// Arrow and no opened JDK package is needed.
@NullMarked
package dev.tidemark.query.arrow;

import org.jspecify.annotations.NullMarked;
