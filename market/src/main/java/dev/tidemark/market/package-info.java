/// What market data means, as pure functions over values: no file, no clock, no logger.
///
/// Start at [Timeframe], the length of a bar and its names; [LocalTimeline] turns exchange-local times into instants.
/// Packages: `instrument`, `calendar` (calendars, sessions, trading days), `tick` (ticks in memory), `factor` and
/// `label`
/// (what is computed from them), `roll` (which contract stands for its product). [TableLines] reads shipped and users'
/// tables.
@NullMarked
package dev.tidemark.market;

import org.jspecify.annotations.NullMarked;
