/// Two sources, vintages or providers of the same symbols side by side. [dev.tidemark.sources.reconcile.ReconcileRun]
/// reports how they differ and changes nothing; [dev.tidemark.sources.reconcile.CopyRun] copies bars from one side into
/// the other on request.
@NullMarked
package dev.tidemark.sources.reconcile;

import org.jspecify.annotations.NullMarked;
