package dev.tidemark.query;

import java.util.List;

/// A statement as understood: which tables it names, and what each use of one asks for.
///
/// @param uses   every use of a table that is no name of the statement's own
/// @param listed whether it asks which tables there are (`SHOW TABLES`)
record Statement(List<Use> uses, boolean listed) {
    /// One use of a table.
    ///
    /// @param table      its name as written
    /// @param conditions what every row taken from it meets
    record Use(String table, List<Condition> conditions) {
        Use {
            conditions = List.copyOf(conditions);
        }
    }

    Statement {
        uses = List.copyOf(uses);
    }
}
