package dev.tidemark.query.recipe;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Lets through only queries whose answer is a function of their inputs: an allow-list over the engine's own parse
/// tree.
/// What it does not know, it refuses.
final class SqlGuard {
    private static final Set<String> QUERIES = Set.of("SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE");
    private static final Set<String> TABLES = Set.of("BASE_TABLE", "SUBQUERY", "JOIN", "EMPTY", "EXPRESSION_LIST");
    private static final Set<String> EXPRESSIONS = Set.of(
            "COLUMN_REF",
            "CONSTANT",
            "FUNCTION",
            "COMPARISON",
            "CONJUNCTION",
            "OPERATOR",
            "CASE",
            "CAST",
            "WINDOW",
            "SUBQUERY",
            "STAR",
            "BETWEEN",
            "LAMBDA");
    private static final Set<String> TABLE_FUNCTIONS = Set.of("range", "generate_series", "unnest");
    /// What the engine takes for a function although it is written like a column.
    private static final Set<String> HIDDEN_FUNCTIONS = words(
            "current_catalog current_database current_date current_role current_schema current_time current_timestamp"
                    + " current_user localtime localtimestamp session_user user rowid get_current_timestamp");
    private static final Set<String> SCALARS = words("+ - * / // % ** ^ || & | ~ << >> ~~ !~~ ~~* !~~* ~~~ ! abs acos"
        + " add asin atan atan2 cbrt ceil ceiling chr concat concat_ws contains cos cot date_add date_diff date_part"
        + " date_sub date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear degrees"
        + " divide ends_with epoch epoch_ms epoch_ns epoch_us era even exp factorial floor format gcd greatest hour if"
        + " ifnull isfinite isinf isnan isodow isoyear julian last_day lcm least left length levenshtein like_escape"
        + " list_any_value list_aggregate list_avg list_concat list_contains list_count list_distinct list_element"
        + " list_extract list_filter list_first list_has list_last list_max list_median list_min list_position"
        + " list_product list_reduce list_reverse list_slice list_sort list_stddev_pop list_stddev_samp list_sum"
        + " list_transform list_value list_var_pop list_var_samp list_where list_zip ln log log10 log2 lower lpad"
        + " ltrim make_date make_time make_timestamp make_timestamp_ms make_timestamp_ns map microsecond millisecond"
        + " minute mod month monthname multiply nanosecond nextafter nullif ord pi pow power prefix printf quarter"
        + " radians range regexp_extract regexp_full_match regexp_matches regexp_replace repeat replace reverse right"
        + " round round_even row rpad rtrim second sign signbit sin split_part sqrt starts_with strftime string_split"
        + " strlen strpos strptime struct_extract struct_pack substr substring subtract suffix tan time_bucket"
        + " timezone to_centuries to_days to_decades to_hours to_microseconds to_milliseconds to_minutes to_months"
        + " to_quarters to_seconds to_weeks to_years translate trim trunc try_strptime unnest upper week weekday"
        + " weekofyear xor year yearweek array_extract array_length array_slice array_value len generate_series");
    private static final Set<String> AGGREGATES =
            words("avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop"
                    + " covar_samp favg fsum kahan_sum kurtosis kurtosis_pop mad max mean median min product quantile"
                    + " quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope"
                    + " regr_sxx regr_sxy regr_syy sem skewness stddev stddev_pop stddev_samp sum sumkahan var_pop"
                    + " var_samp variance");
    /// Aggregates whose answer is the order of rows: only with an order of their own.
    private static final Set<String> ORDERED = words("any_value arbitrary arg_max arg_max_null arg_min arg_min_null"
            + " argmax argmin array_agg first group_concat last list listagg max_by min_by string_agg");
    private static final Set<String> WINDOWS =
            words("row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value"
                    + " nth_value first last");

    private final String sql;
    private final int firstLine;
    private final Set<String> tables;
    private final Set<String> columns = new TreeSet<>();
    private boolean readsAll;

    private SqlGuard(String sql, int firstLine, Set<String> tables) {
        this.sql = sql;
        this.firstLine = firstLine;
        this.tables = tables;
    }

    /// What a query was found to read.
    ///
    /// @param columns  names, lower case, that it mentions; some may be no columns of an input
    /// @param readsAll whether it asks for all columns
    record Reading(Set<String> columns, boolean readsAll) {}

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    /// Checks a query.
    ///
    /// @param answer    of `json_serialize_sql`
    /// @param firstLine the line of the file that the query begins on
    /// @param tables    names of the inputs, lower case
    /// @throws RecipeFileException naming what is refused, and its line
    static Reading check(JsonNode answer, String sql, int firstLine, Set<String> tables) {
        SqlGuard guard = new SqlGuard(sql, firstLine, tables);
        if (answer.path("error").asBoolean()) {
            String message = answer.path("error_message").asString("");
            throw guard.refused(
                    answer,
                    answer.path("error_type").asString("").equals("not implemented")
                            ? "a recipe is one SELECT; it changes nothing and sets nothing"
                            : message);
        }
        JsonNode statements = answer.path("statements");
        if (statements.size() != 1) {
            throw guard.refused(answer, "a recipe is one query; this holds " + statements.size());
        }
        JsonNode query = statements.get(0).path("node");
        if (!guard.isOrdered(query)) {
            throw guard.refused(query, "the query needs an ORDER BY at its end that no two rows share");
        }
        guard.query(query, tables);
        return new Reading(guard.columns, guard.readsAll);
    }

    private RecipeFileException refused(JsonNode where, String message) {
        long offset = where.has("query_location")
                ? where.path("query_location").asLong(-1)
                : Long.parseLong("0" + where.path("position").asString("").replaceAll("\\D", ""));
        if (offset < 0 || offset > sql.length()) {
            return new RecipeFileException(firstLine, message);
        }
        long breaks =
                sql.substring(0, (int) offset).chars().filter(c -> c == '\n').count();
        return new RecipeFileException(firstLine + (int) breaks, message);
    }

    private boolean isOrdered(JsonNode query) {
        for (JsonNode modifier : query.path("modifiers")) {
            if (modifier.path("type").asString("").equals("ORDER_MODIFIER")
                    && !modifier.path("orders").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void query(JsonNode node, Set<String> visible) {
        String type = node.path("type").asString("");
        if (!QUERIES.contains(type)) {
            throw refused(node, readable(type) + " is not allowed in a recipe");
        }
        if (node.has("sample")) {
            throw refused(node, "a sample is drawn by chance");
        }
        Set<String> own = new HashSet<>(visible);
        node.path("cte_map").path("map").forEach(entry -> {
            query(entry.path("value").path("query").path("node"), own);
            own.add(entry.path("key").asString("").toLowerCase(Locale.ROOT));
        });
        for (JsonNode modifier : node.path("modifiers")) {
            modifier(node, modifier, own);
        }
        node.properties().forEach(field -> {
            switch (field.getKey()) {
                case "cte_map",
                        "modifiers",
                        "type",
                        "aggregate_handling",
                        "setop_type",
                        "setop_all",
                        "query_location" -> {
                    // looked at above, or harmless
                }
                case "left", "right", "child", "query" -> query(unwrapped(field.getValue()), own);
                case "from_table" -> table(field.getValue(), own);
                default -> values(field.getValue(), own);
            }
        });
    }

    private static JsonNode unwrapped(JsonNode node) {
        return node.has("node") ? node.path("node") : node;
    }

    private void modifier(JsonNode query, JsonNode modifier, Set<String> visible) {
        String type = modifier.path("type").asString("");
        switch (type) {
            case "ORDER_MODIFIER" ->
                modifier.path("orders").forEach(order -> values(order.path("expression"), visible));
            case "LIMIT_MODIFIER", "DISTINCT_MODIFIER" -> {
                boolean cuts = type.equals("LIMIT_MODIFIER") || modifier.has("distinct_on_targets");
                if (cuts && !isOrdered(query)) {
                    throw refused(query, "LIMIT and DISTINCT ON need an ORDER BY beside them");
                }
                modifier.properties().forEach(field -> values(field.getValue(), visible));
            }
            default -> throw refused(query, readable(type) + " is not allowed in a recipe");
        }
    }

    private void table(JsonNode node, Set<String> visible) {
        String type = node.path("type").asString("");
        if (node.has("sample")) {
            throw refused(node, "a sample is drawn by chance");
        }
        switch (type) {
            case "BASE_TABLE" -> {
                String name = node.path("table_name").asString("");
                boolean isQualified = node.has("schema_name") || node.has("catalog_name");
                if (isQualified || !visible.contains(name.toLowerCase(Locale.ROOT))) {
                    throw refused(
                            node,
                            "there is no table '" + name + "' in the header; inputs are " + String.join(", ", tables));
                }
            }
            case "SUBQUERY" -> query(node.path("subquery").path("node"), visible);
            case "JOIN" -> {
                if (node.path("ref_type").asString("").equals("POSITIONAL")) {
                    throw refused(node, "a positional join depends on the order of rows");
                }
                table(node.path("left"), visible);
                table(node.path("right"), visible);
                values(node.path("condition"), visible);
                node.path("using_columns").forEach(name -> column(name.asString("")));
            }
            case "TABLE_FUNCTION" -> {
                JsonNode function = node.path("function");
                String name = function.path("function_name").asString("").toLowerCase(Locale.ROOT);
                if (!TABLE_FUNCTIONS.contains(name)) {
                    throw refused(node, "a recipe reads its declared inputs only, not " + name + "(…)");
                }
                function.path("children").forEach(child -> values(child, visible));
            }
            case "EXPRESSION_LIST" -> values(node.path("values"), visible);
            default -> {
                if (!TABLES.contains(type)) {
                    throw refused(node, readable(type) + " is not allowed in a recipe");
                }
            }
        }
    }

    /// Looks at whatever holds expressions.
    private void values(JsonNode node, Set<String> visible) {
        if (node.isArray()) {
            node.forEach(child -> values(child, visible));
        } else if (node.has("class")) {
            expression(node, visible);
        } else if (node.isObject()) {
            node.properties().forEach(field -> values(field.getValue(), visible));
        }
    }

    private void expression(JsonNode node, Set<String> visible) {
        String kind = node.path("class").asString("");
        if (!EXPRESSIONS.contains(kind)) {
            throw refused(node, readable(kind) + " is not allowed in a recipe");
        }
        switch (kind) {
            case "COLUMN_REF" -> reference(node);
            case "STAR" -> readsAll = true;
            case "FUNCTION" -> function(node);
            case "WINDOW" -> window(node);
            default -> {
                // its parts are looked at below
            }
        }
        node.properties().forEach(field -> {
            if (kind.equals("SUBQUERY") && field.getKey().equals("subquery")) {
                query(field.getValue().path("node"), visible);
            } else if (!kind.equals("CONSTANT") && !field.getKey().equals("cast_type")) {
                values(field.getValue(), visible);
            }
        });
    }

    private void reference(JsonNode node) {
        JsonNode names = node.path("column_names");
        String last = names.get(names.size() - 1).asString("").toLowerCase(Locale.ROOT);
        if (names.size() == 1 && HIDDEN_FUNCTIONS.contains(last)) {
            throw refused(node, "'" + last + "' is another one each time it is asked for");
        }
        names.forEach(name -> column(name.asString("")));
    }

    private void column(String name) {
        columns.add(name.toLowerCase(Locale.ROOT));
    }

    private void function(JsonNode node) {
        String name = node.path("function_name").asString("").toLowerCase(Locale.ROOT);
        boolean isForeign =
                !Set.of("", "main", "pg_catalog").contains(node.path("schema").asString(""));
        boolean hasOrder = !node.path("order_bys").path("orders").isEmpty();
        if (!isForeign
                && (SCALARS.contains(name) || AGGREGATES.contains(name) || (ORDERED.contains(name) && hasOrder))) {
            return;
        }
        if (!isForeign && ORDERED.contains(name)) {
            throw refused(node, name + "(…) depends on the order of rows; write " + name + "(… ORDER BY …)");
        }
        throw refused(node, "the function " + name + " is not among those that give the same answer every time");
    }

    private void window(JsonNode node) {
        String name = node.path("function_name").asString("").toLowerCase(Locale.ROOT);
        boolean hasOrder =
                !node.path("orders").isEmpty() || !node.path("arg_orders").isEmpty();
        boolean isKnown = AGGREGATES.contains(name) || ORDERED.contains(name) || WINDOWS.contains(name);
        if (!isKnown) {
            throw refused(node, "the function " + name + " is not among those that give the same answer every time");
        }
        if (!hasOrder && !AGGREGATES.contains(name)) {
            throw refused(node, name + "(…) over a window needs an ORDER BY");
        }
    }

    private static String readable(String constant) {
        return constant.isEmpty()
                ? "this"
                : constant.replaceAll("_(NODE|REF|MODIFIER)$", "").replace('_', ' ');
    }
}
