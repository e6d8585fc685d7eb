package dev.tidemark.query.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a recipe's query may and may not say. The list of what is refused is to be run with every new engine.
class SqlGuardTest {
    private static final SqlRun ENGINE = SqlRun.open();

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static SqlGuard.Reading check(String sql) {
        return SqlGuard.check(ENGINE.parsed(sql), sql, 10, Set.of("t", "u"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a, b + 1 AS c FROM t WHERE is_own ORDER BY a, seq",
                "FROM t ORDER BY ALL",
                "SELECT sum(a) OVER (PARTITION BY s ORDER BY seq ROWS 9 PRECEDING) FROM t ORDER BY seq",
                "WITH m AS (SELECT a FROM t), n AS (SELECT * FROM m) SELECT n.a FROM n JOIN u USING (symbol, seq)"
                        + " ORDER BY 1",
                "SELECT date_trunc('hour', ts) AS h, first(a ORDER BY seq), last(a ORDER BY seq), count(*) FROM t"
                        + " GROUP BY h ORDER BY h",
                "SELECT a FROM t UNION ALL SELECT a FROM u ORDER BY a",
                "SELECT a FROM t QUALIFY row_number() OVER (PARTITION BY b ORDER BY seq) = 1 ORDER BY a LIMIT 3",
                "SELECT CASE WHEN a > 1 THEN 'x' ELSE lower(s) END, coalesce(a, 0), a IN (1, 2), a BETWEEN 1 AND 2"
                        + " FROM t ORDER BY 1",
                "SELECT CAST(a AS DOUBLE), TRY_CAST(s AS BIGINT), a IS NULL, NOT b FROM t ORDER BY 1",
                "SELECT * FROM t ASOF JOIN u ON t.symbol = u.symbol AND t.ts >= u.ts ORDER BY t.ts",
                "SELECT a FROM t WHERE a > (SELECT max(b) FROM u) AND EXISTS (SELECT 1 FROM u WHERE u.k = t.k) ORDER"
                        + " BY a",
                "SELECT list_transform([1, 2], lambda x: x + a) FROM t ORDER BY a",
                "SELECT g FROM range(3) r(g) ORDER BY g",
                "SELECT unnest([1, 2]) AS x, a FROM t ORDER BY a, x",
                "SELECT extract(hour FROM ts), ts + INTERVAL 1 DAY, epoch_us(ts), strftime(ts, '%Y') FROM t ORDER BY"
                        + " ts",
                "SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, seq",
                "SELECT t.a FROM t LEFT JOIN (VALUES (1, 2)) v(x, y) ON t.a = v.x ORDER BY 1"
            })
    void whatDependsOnInputsOnlyIsAllowed(String sql) {
        check(sql);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        SELECT a FROM t | needs an ORDER BY
        SELECT a FROM (SELECT a FROM t ORDER BY a) | needs an ORDER BY
        SELECT now() FROM t ORDER BY 1 | function now
        SELECT current_date FROM t ORDER BY 1 | another one each time
        SELECT current_timestamp FROM t ORDER BY 1 | 'current_timestamp' is another one
        SELECT CURRENT_USER FROM t ORDER BY 1 | current_user
        SELECT today() FROM t ORDER BY 1 | function today
        SELECT age(ts) FROM t ORDER BY 1 | function age
        SELECT random() FROM t ORDER BY 1 | function random
        SELECT a FROM t ORDER BY random() | function random
        SELECT uuid() FROM t ORDER BY 1 | function uuid
        SELECT gen_random_uuid() FROM t ORDER BY 1 | function gen_random_uuid
        SELECT nextval('s') FROM t ORDER BY 1 | function nextval
        SELECT setseed(0.5) FROM t ORDER BY 1 | function setseed
        SELECT getenv('HOME') FROM t ORDER BY 1 | function getenv
        SELECT version() FROM t ORDER BY 1 | function version
        SELECT current_setting('threads') FROM t ORDER BY 1 | function current_setting
        SELECT hash(a) FROM t ORDER BY 1 | function hash
        SELECT txid_current() FROM t ORDER BY 1 | function txid_current
        SELECT rowid FROM t ORDER BY 1 | rowid
        SELECT approx_count_distinct(a) FROM t ORDER BY 1 | function approx_count_distinct
        SELECT reservoir_quantile(a, 0.5) FROM t ORDER BY 1 | function reservoir_quantile
        SELECT mode(a) FROM t ORDER BY 1 | function mode
        SELECT first(a) FROM t ORDER BY 1 | first(…) depends on the order
        SELECT any_value(a) FROM t ORDER BY 1 | any_value(…) depends
        SELECT string_agg(s, ',') FROM t ORDER BY 1 | string_agg(…) depends
        SELECT list(a) FROM t ORDER BY 1 | list(…) depends
        SELECT arg_max(a, b) FROM t ORDER BY 1 | arg_max(…) depends
        SELECT row_number() OVER () FROM t ORDER BY 1 | row_number(…) over a window needs an ORDER BY
        SELECT lag(a) OVER (PARTITION BY s) FROM t ORDER BY 1 | lag(…) over a window needs an ORDER BY
        SELECT a FROM (SELECT a FROM t LIMIT 5) ORDER BY a | LIMIT and DISTINCT ON need an ORDER BY
        SELECT a FROM (SELECT DISTINCT ON (a) a, b FROM t) ORDER BY a | DISTINCT ON need an ORDER BY
        SELECT a FROM t TABLESAMPLE 10% ORDER BY a | by chance
        SELECT a FROM t USING SAMPLE 5 ORDER BY a | by chance
        SELECT a FROM x ORDER BY a | no table 'x'
        SELECT a FROM 'file.parquet' ORDER BY a | no table 'file.parquet'
        SELECT a FROM main.t ORDER BY a | no table 't'
        SELECT a FROM information_schema.tables ORDER BY a | no table
        SELECT * FROM read_csv('x.csv') ORDER BY 1 | not read_csv
        SELECT * FROM "read_parquet"('x') ORDER BY 1 | not read_parquet
        SELECT * FROM glob('*') ORDER BY 1 | not glob
        SELECT * FROM duckdb_settings() ORDER BY 1 | not duckdb_settings
        SELECT * FROM query('SELECT 1') ORDER BY 1 | not query
        SELECT * FROM query_table('t') ORDER BY 1 | not query_table
        SELECT * FROM enable_logging() ORDER BY 1 | not enable_logging
        SELECT * FROM t POSITIONAL JOIN u ORDER BY 1 | positional join
        SELECT $1 FROM t ORDER BY 1 | PARAMETER is not allowed
        SELECT #1 FROM t ORDER BY 1 | POSITIONAL REFERENCE is not allowed
        SELECT s COLLATE nocase FROM t ORDER BY 1 | COLLATE is not allowed
        WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT i FROM r ORDER BY i | RECURSIVE CTE is not allowed
        SELECT a FROM t ORDER BY a; SELECT 1 ORDER BY 1 | one query
        COPY t TO 'x' | one SELECT
        ATTACH 'x' | one SELECT
        SET threads = 4 | one SELECT
        PRAGMA version | one SELECT
        CREATE TABLE x AS FROM t | one SELECT
        DELETE FROM t | one SELECT
        EXPLAIN SELECT 1 | one SELECT
        SELECT a FROM t WHERE ORDER BY a | syntax error
        PIVOT t ON a USING sum(b) ORDER BY 1 | one SELECT
        SELECT system.main.nextval('s') FROM t ORDER BY 1 | function nextval
        SELECT a FROM t WHERE a = (SELECT first(b) FROM u) ORDER BY a | first(…) depends
        SELECT a FROM t JOIN u ON random() > 0.5 ORDER BY a | function random
        """)
    void whatDoesNotIsRefused(String sql, String message) {
        assertThatThrownBy(() -> check(sql))
                .isInstanceOf(RecipeFileException.class)
                .message()
                .containsIgnoringCase(message);
    }

    @Test
    void theLineIsThatOfTheFile() {
        assertThatThrownBy(() -> check("SELECT a,\n  b,\n  random()\nFROM t ORDER BY a"))
                .hasMessageStartingWith("line 12: the function random");
    }

    @Test
    void whatIsReadIsKnown() {
        SqlGuard.Reading some = check("SELECT t.A, max(b) OVER (ORDER BY c) FROM t WHERE d > 1 ORDER BY a");
        assertThat(some.columns()).containsExactly("a", "b", "c", "d", "t");
        assertThat(some.readsAll()).isFalse();
        assertThat(check("SELECT * FROM t ORDER BY a").readsAll()).isTrue();
    }
}
