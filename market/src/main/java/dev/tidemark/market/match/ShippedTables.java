package dev.tidemark.market.match;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import java.util.List;

/// Reads the tables of the product; `match.txt` says how its records look.
final class ShippedTables {
    private ShippedTables() {}

    static MatchTables addTo(MatchTables empty) {
        MatchTables tables = empty;
        for (Line line : TableLines.resource(ShippedTables.class, "match.txt")) {
            int space = line.text().indexOf(' ');
            tables = add(
                    tables, line, line.text().substring(0, space), line.text().substring(space + 1));
        }
        return tables;
    }

    private static MatchTables add(MatchTables before, Line line, String kind, String record) {
        if (kind.equals("alias")) {
            String[] words = record.split(" ", -1);
            return before.withAlias(new TickerAlias(words[0], words[1], words[2], words[3]));
        }
        int colon = record.lastIndexOf(": ");
        String value = record.substring(colon + 2);
        List<String> values = List.of(value.split(" ", -1));
        MatchTables tables = before;
        for (String key : record.substring(0, colon).split(", ", -1)) {
            tables = switch (kind) {
                case "suffix" -> tables.withSuffix(key, values);
                case "words" -> tables.withWords(key, values);
                case "category" -> tables.withFolder(key, value);
                default -> throw line.error("'" + kind + "' is no kind of record");
            };
        }
        return tables;
    }
}
