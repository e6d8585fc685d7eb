package dev.tidemark.sources.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.market.match.PriceDiagnosis;
import java.util.List;

/// What the reading of a price file gave.
public sealed interface PriceReading {
    /// What is to be said about its prices.
    PriceDiagnosis diagnosis();

    /// What is wrong with the file, the first of each kind.
    List<SourceFault> faults();

    /// All of its bytes were read. Its diagnosis is an error when they are no prices.
    ///
    /// @param digest SHA-256 of the bytes
    /// @param bytes  their number
    /// @param export what was written, of no worth when the diagnosis is an error
    record Read(Digest digest, long bytes, PriceDiagnosis diagnosis, List<SourceFault> faults, Export export)
            implements PriceReading {
        public Read {
            faults = List.copyOf(faults);
        }
    }

    /// Not all of its bytes could be read: the file is gone, its archive damaged, its folder closed. The diagnosis is
    /// `missing_file` or an error; what was written of the export is of no worth.
    record Unread(PriceDiagnosis diagnosis, SourceFault fault) implements PriceReading {
        @Override
        public List<SourceFault> faults() {
            return List.of(fault);
        }
    }

    /// The bytes of an export.
    ///
    /// @param digest their SHA-256
    /// @param bytes  their number, header included
    record Export(Digest digest, long bytes) {}
}
