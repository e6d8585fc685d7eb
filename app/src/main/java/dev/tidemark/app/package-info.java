/// The program: [Main] starts `cli`, which runs one of `commands` in a session made by `wiring`, with the settings of
/// `config`
/// and the output of `console`. Commands only translate: what they do is done in `lake`, `sources` and `query`.
@NullMarked
package dev.tidemark.app;

import org.jspecify.annotations.NullMarked;
