/// What market data means, as pure functions over values: no file, no clock, no logger.
///
/// Start at [Timeframe], the length of a bar and its names; [LocalTimeline] turns exchange-local times into instants.
/// Instruments are in `market.instrument`, calendars and trading days in `market.calendar`; [TableLines] reads the
/// tables of both.
@NullMarked
package dev.tidemark.market;

import org.jspecify.annotations.NullMarked;
