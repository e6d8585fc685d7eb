/// Objects, manifests, commits and the state they add up to. [LakeStore] is the lake; [StoreWriter] is the way to
/// change it;
/// [CommitLog] finds the head and walks the history.
@NullMarked
package dev.tidemark.lake.store;

import org.jspecify.annotations.NullMarked;
