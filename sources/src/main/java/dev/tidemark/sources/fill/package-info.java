/// Bars that no source delivered, made by a method on request and taken out again: [dev.tidemark.sources.fill.FillRun]
/// is the door. They are flagged `imputed`, stand for nothing but themselves, and give way to a real bar.
@NullMarked
package dev.tidemark.sources.fill;

import org.jspecify.annotations.NullMarked;
