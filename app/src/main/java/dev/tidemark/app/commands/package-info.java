/// One class a command. [CommandCatalogue] names them all; [LakeCommand] is what those share that work on a lake.
///
/// A command translates: words into calls of `lake`, `sources` and `query`, answers into lines or JSON.
@NullMarked
package dev.tidemark.app.commands;

import org.jspecify.annotations.NullMarked;
