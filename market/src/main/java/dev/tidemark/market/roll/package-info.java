/// Which contract stands for its product on which day.
///
/// Start at [DayInterest] (open interest a day) and [OpenInterestRule], which turns days into a [Schedule]; a
/// [RollCarry]
/// lets it go on where it stopped. [RollEvent] is the other way: a provider says when the contract changes.
///
/// Awkward values: a contract without open interest counts as absent that day, and a day without any is no day.
@NullMarked
package dev.tidemark.market.roll;

import org.jspecify.annotations.NullMarked;
