package dev.tidemark.app.report;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.market.rule.RuleCode;
import dev.tidemark.sources.BarSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a series has the columns of bars: `required_columns` for one that is missing or is of another type, and
/// `numeric_columns` for prices and volumes that are no doubles. Other columns, and their order, do not count.
final class ColumnRules {
    private static final Set<String> OPTIONAL = Set.of("open_interest", "adj_close", "dividends", "splits");

    private ColumnRules() {}

    /// What is wrong with the columns of a series of bars, each code at most once: the count is that of the columns,
    /// the samples name them.
    static List<Found> check(Schema held) {
        List<String> missing = new ArrayList<>();
        List<String> odd = new ArrayList<>();
        for (Field wanted : BarSchemas.BARS.fields()) {
            Optional<ColumnType> type = held.field(wanted.name()).map(Field::type);
            if (type.isEmpty()) {
                if (!OPTIONAL.contains(wanted.name())) {
                    missing.add(wanted.name() + " is missing");
                }
            } else if (type.get() != wanted.type()) {
                List<String> found = wanted.type() == ColumnType.FLOAT64 ? odd : missing;
                found.add(wanted.name() + " is a " + type.get().text() + ", expected "
                        + wanted.type().text());
            }
        }
        List<Found> all = new ArrayList<>();
        add(all, RuleCode.REQUIRED_COLUMNS, missing);
        add(all, RuleCode.NUMERIC_COLUMNS, odd);
        return all;
    }

    private static void add(List<Found> all, RuleCode code, List<String> columns) {
        if (!columns.isEmpty()) {
            all.add(new Found(code, columns.size(), columns));
        }
    }
}
