package dev.tidemark.sources.universe;

import dev.tidemark.lake.Digest;
import java.util.List;

/// What the reading of one broker's list gave.
public sealed interface ListReading {
    ListFile file();

    /// The rows that could be read, in the file's order.
    List<InstrumentRow> rows();

    /// What could not be read: the file, or rows that are not in [#rows].
    List<SourceFault> faults();

    /// What is odd about rows that are in [#rows].
    List<SourceFault> notes();

    /// All of its bytes were read; that does not say that it is a list.
    ///
    /// @param digest SHA-256 of the bytes
    record Read(
            ListFile file, Digest digest, List<InstrumentRow> rows, List<SourceFault> faults, List<SourceFault> notes)
            implements ListReading {
        public Read {
            rows = List.copyOf(rows);
            faults = List.copyOf(faults);
            notes = List.copyOf(notes);
        }
    }

    /// It is too large or could not be read.
    record Unread(ListFile file, SourceFault fault) implements ListReading {
        @Override
        public List<InstrumentRow> rows() {
            return List.of();
        }

        @Override
        public List<SourceFault> faults() {
            return List.of(fault);
        }

        @Override
        public List<SourceFault> notes() {
            return List.of();
        }
    }
}
