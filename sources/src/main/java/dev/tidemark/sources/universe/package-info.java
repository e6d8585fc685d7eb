/// What a universe is made of and lies outside the lake: a bulk tree of price files, the lists of brokers, and the
/// reports and
/// exports that are written beside them. Nothing here writes to a lake.
///
/// [TreeScan] says which price files there are; [StatCache] remembers their stats and digests, so that a run over an
/// unchanged
/// tree reads none of them. [PriceFile] reads one price file: its digest, its diagnosis, its export. [InstrumentLists]
/// reads the
/// lists; [OutputFiles] writes what differs.
@NullMarked
package dev.tidemark.sources.universe;

import org.jspecify.annotations.NullMarked;
