/// Labels: what came after a row, to learn for, and how rows are split for learning.
///
/// Start at [DirectionRule] (up, flat or down after N rows), [FillRule] (would an order have been filled),
/// [LabelStream]
/// (directions as ticks arrive) and [WalkForward] (training, validation and test rows).
///
/// Awkward values: a null `int` result is [Labels#NULL], a null `double` is NaN. What is not known yet, because too few
/// rows follow in the segment, is null, never a class. Rows of another segment must not be handed over.
@NullMarked
package dev.tidemark.market.label;

import org.jspecify.annotations.NullMarked;
