package dev.tidemark.app.universe;

import dev.tidemark.market.calendar.Markets;
import dev.tidemark.market.instrument.InstrumentRegistry;

/// The tables of a lake that a universe needs, read when they are asked for: a run that finds nothing to do asks for
/// none.
public interface LakeTables {
    /// The registry of instruments.
    InstrumentRegistry registry();

    /// Digest of the registry's file, without reading the registry.
    String registryDigest();

    /// The calendars.
    Markets markets();

    /// A name of the calendars' tables: others have another.
    String calendars();
}
