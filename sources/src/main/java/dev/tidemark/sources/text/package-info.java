/// Reading text without a string per field: [LineScanner] gives lines of a stream, [FieldSplitter] their fields,
/// [DecimalParser] and [DateParser] the values. All of them are reused from line to line and serve one thread.
@NullMarked
package dev.tidemark.sources.text;

import org.jspecify.annotations.NullMarked;
