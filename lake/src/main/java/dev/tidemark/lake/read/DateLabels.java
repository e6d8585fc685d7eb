package dev.tidemark.lake.read;

import dev.tidemark.lake.ChunkSize;
import java.time.LocalDate;

/// The labels of the chunks that can hold a span of dates. Labels have years of four digits; dates outside are taken
/// for the nearest of those inside.
///
/// @param first label of the first chunk
/// @param last  label of the last chunk; before `first` for an empty span
record DateLabels(String first, String last) {
    static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /// @param from first date
    /// @param to   last date
    static DateLabels of(ChunkSize size, LocalDate from, LocalDate to) {
        return new DateLabels(size.labelOf(inside(from)), size.labelOf(inside(to)));
    }

    private static LocalDate inside(LocalDate date) {
        if (date.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return date.isAfter(LATEST) ? LATEST : date;
    }
}
