package dev.tidemark.query;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a [Statement] from the engine's own parse tree. What it does not know of it passes by: a condition that is not
/// understood prunes nothing.
final class ParseTree {
    private final List<Statement.Use> uses = new ArrayList<>();
    private boolean listed;

    private ParseTree() {}

    /// Takes the answer of `json_serialize_sql`.
    ///
    /// @throws TidemarkException `BAD_QUERY` for anything but one query
    static Statement read(JsonNode answer) {
        if (answer.path("error").asBoolean()) {
            throw refusal(answer);
        }
        JsonNode statements = answer.path("statements");
        if (statements.size() != 1) {
            throw new TidemarkException(
                    ErrorCode.BAD_QUERY, "one statement at a time: this text holds " + statements.size());
        }
        ParseTree tree = new ParseTree();
        tree.visit(statements.get(0), Set.of());
        return new Statement(tree.uses, tree.listed);
    }

    private static TidemarkException refusal(JsonNode answer) {
        String message = answer.path("error_message").asString("");
        if (answer.path("error_type").asString("").equals("not implemented")) {
            return new TidemarkException(
                    ErrorCode.BAD_QUERY,
                    "only queries are run (SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE, EXPLAIN): a lake is"
                            + " changed by its own commands");
        }
        String position = answer.path("position").asString("");
        return new TidemarkException(
                ErrorCode.BAD_QUERY, message + (position.isEmpty() ? "" : " (at character " + position + ")"));
    }

    private void visit(JsonNode node, Set<String> own) {
        if (node.isArray()) {
            node.forEach(child -> visit(child, own));
        } else if (node.isObject()) {
            String type = node.path("type").asString("");
            switch (type) {
                case "SELECT_NODE" -> select(node, own);
                case "BASE_TABLE" -> use(node, own, List.of());
                case "RECURSIVE_CTE_NODE" ->
                    children(node, with(own, List.of(node.path("cte_name").asString(""))));
                case "SHOW_REF" -> {
                    listed |= !node.has("query");
                    children(node, own);
                }
                default -> children(node, named(node, own));
            }
        }
    }

    private void children(JsonNode node, Set<String> own) {
        node.properties().forEach(field -> visit(field.getValue(), own));
    }

    /// The names that a `WITH` at this node adds.
    private static Set<String> named(JsonNode node, Set<String> own) {
        List<String> names = new ArrayList<>();
        node.path("cte_map")
                .path("map")
                .forEach(entry -> names.add(entry.path("key").asString("")));
        return with(own, names);
    }

    private static Set<String> with(Set<String> own, List<String> names) {
        if (names.isEmpty()) {
            return own;
        }
        Set<String> more = new HashSet<>(own);
        names.forEach(name -> more.add(name.toLowerCase(Locale.ROOT)));
        return more;
    }

    private void select(JsonNode node, Set<String> outer) {
        Set<String> own = named(node, outer);
        JsonNode from = node.path("from_table");
        List<Condition> conditions = new ArrayList<>();
        if (joinsKeepRowsApart(from)) {
            conjuncts(node.path("where_clause"), conditions);
        }
        boolean single = from.path("type").asString("").equals("BASE_TABLE");
        from(from, own, conditions, single);
        node.properties().forEach(field -> {
            if (!field.getKey().equals("from_table")) {
                visit(field.getValue(), own);
            }
        });
    }

    /// Whether leaving rows out that a condition drops anyway cannot change which other rows meet: not so where rows
    /// are
    /// matched by place or by nearness.
    private static boolean joinsKeepRowsApart(JsonNode from) {
        if (!from.path("type").asString("").equals("JOIN")) {
            return true;
        }
        String kind = from.path("ref_type").asString("");
        return Set.of("REGULAR", "NATURAL", "CROSS").contains(kind)
                && joinsKeepRowsApart(from.path("left"))
                && joinsKeepRowsApart(from.path("right"));
    }

    private void from(JsonNode node, Set<String> own, List<Condition> conditions, boolean single) {
        switch (node.path("type").asString("")) {
            case "BASE_TABLE" -> {
                String alias =
                        node.path("alias").asString(node.path("table_name").asString(""));
                use(
                        node,
                        own,
                        conditions.stream()
                                .filter(c -> c.qualifier().isEmpty()
                                        ? single
                                        : c.qualifier().equalsIgnoreCase(alias))
                                .toList());
            }
            case "JOIN" ->
                node.properties().forEach(field -> {
                    if (field.getKey().equals("left") || field.getKey().equals("right")) {
                        from(field.getValue(), own, conditions, false);
                    } else {
                        visit(field.getValue(), own);
                    }
                });
            default -> visit(node, own);
        }
    }

    private void use(JsonNode node, Set<String> own, List<Condition> conditions) {
        String table = node.path("table_name").asString("");
        boolean qualified = !node.path("schema_name").asString("").isEmpty()
                || !node.path("catalog_name").asString("").isEmpty();
        if (qualified) {
            throw new TidemarkException(
                    ErrorCode.BAD_QUERY,
                    "table '" + table + "' is named with a schema; datasets have none: see `tidemark list`");
        }
        if (!own.contains(table.toLowerCase(Locale.ROOT))) {
            boolean sampled = node.has("sample"); // a sample is drawn before the WHERE
            uses.add(new Statement.Use(table, sampled ? List.of() : conditions));
        }
    }

    private static void conjuncts(JsonNode where, List<Condition> found) {
        if (where.path("type").asString("").equals("CONJUNCTION_AND")) {
            where.path("children").forEach(child -> conjuncts(child, found));
        } else {
            condition(where).ifPresent(found::add);
        }
    }

    private static Optional<Condition> condition(JsonNode node) {
        return switch (node.path("type").asString("")) {
            case "COMPARE_EQUAL" -> compared(node, Condition.Comparison.EQUAL, Condition.Comparison.EQUAL);
            case "COMPARE_LESSTHAN", "COMPARE_LESSTHANOREQUALTO" ->
                compared(node, Condition.Comparison.AT_MOST, Condition.Comparison.AT_LEAST);
            case "COMPARE_GREATERTHAN", "COMPARE_GREATERTHANOREQUALTO" ->
                compared(node, Condition.Comparison.AT_LEAST, Condition.Comparison.AT_MOST);
            case "COMPARE_BETWEEN" ->
                condition(
                        node.path("input"),
                        Condition.Comparison.BETWEEN,
                        List.of(node.path("lower"), node.path("upper")));
            case "COMPARE_IN" -> {
                List<JsonNode> children = new ArrayList<>();
                node.path("children").forEach(children::add);
                yield children.size() < 2
                        ? Optional.empty()
                        : condition(children.getFirst(), Condition.Comparison.IN, children.subList(1, children.size()));
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Condition> compared(
            JsonNode node, Condition.Comparison forward, Condition.Comparison backward) {
        Optional<Condition> columnFirst = condition(node.path("left"), forward, List.of(node.path("right")));
        return columnFirst.isPresent()
                ? columnFirst
                : condition(node.path("right"), backward, List.of(node.path("left")));
    }

    private static Optional<Condition> condition(
            JsonNode column, Condition.Comparison comparison, List<JsonNode> constants) {
        JsonNode names = column.path("column_names");
        if (!column.path("class").asString("").equals("COLUMN_REF") || names.isEmpty() || names.size() > 2) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (JsonNode constant : constants) {
            Optional<String> value = constant(constant);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        String name = names.get(names.size() - 1).asString("").toLowerCase(Locale.ROOT);
        return Optional.of(new Condition(names.size() == 2 ? names.get(0).asString("") : "", name, comparison, values));
    }

    /// A text or whole number as written, also behind a cast to a date or a timestamp.
    private static Optional<String> constant(JsonNode node) {
        if (node.path("class").asString("").equals("CAST")) {
            String target = node.path("cast_type").path("id").asString("");
            boolean time = target.equals("DATE") || target.startsWith("TIMESTAMP");
            return time ? dated(node, target) : Optional.empty();
        }
        JsonNode value = node.path("value");
        if (!node.path("class").asString("").equals("CONSTANT")
                || value.path("is_null").asBoolean(true)) {
            return Optional.empty();
        }
        return switch (value.path("type").path("id").asString("")) {
            case "VARCHAR" -> Optional.of(value.path("value").asString(""));
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT" ->
                Optional.of(Long.toString(value.path("value").asLong()));
            default -> Optional.empty();
        };
    }

    /// A cast to a date cuts the time of day off: only what has none keeps its meaning as text.
    private static Optional<String> dated(JsonNode cast, String target) {
        Optional<String> text = constant(cast.path("child"));
        return target.equals("DATE") ? text.filter(t -> t.length() == "2024-01-02".length()) : text;
    }
}
