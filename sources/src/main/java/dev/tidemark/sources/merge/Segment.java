package dev.tidemark.sources.merge;

import dev.tidemark.lake.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The rows of one source for one chunk, in the order of the source: pieces in memory or spilled to disk.
final class Segment {
    private final List<Piece> pieces = new ArrayList<>();
    private long rows;

    /// Some consecutive rows.
    sealed interface Piece {
        /// In memory.
        record Held(Table table) implements Piece {}

        /// In a spill file.
        record Spilled(TableSpill file, TableSpill.Place place) implements Piece {}
    }

    void add(Piece piece, int count) {
        pieces.add(piece);
        rows += count;
    }

    long rows() {
        return rows;
    }

    /// All rows, in the order of the source.
    Table table() throws IOException {
        List<Table> tables = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            tables.add(
                    switch (piece) {
                        case Piece.Held held -> held.table();
                        case Piece.Spilled spilled -> spilled.file().read(spilled.place());
                    });
        }
        return Table.concat(tables);
    }
}
