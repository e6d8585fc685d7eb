package dev.tidemark.query;

import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.parquet.WholeAnswer;
import dev.tidemark.query.arrow.ArrowAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One query over one state of a lake. Sees the datasets under their SQL names (`bars_1d`) and the table `datasets`;
/// times are UTC.
/// Opening it reads the manifests that it needs; running it reads their files, as a stream. For one thread; close it.
public final class Query implements AutoCloseable {
    private static final Pattern EXPLAIN =
            Pattern.compile("\\A\\s*(explain(\\s+analyze)?)\\s+(.*)\\z", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern END = Pattern.compile("[;\\s]*\\z");
    private static final String DATASETS = "datasets";

    private final Connection connection;
    private final String text;
    private final Map<DatasetName, List<Path>> files;

    private Query(Connection connection, String text, Map<DatasetName, List<Path>> files) {
        this.connection = connection;
        this.text = text;
        this.files = files;
    }

    /// Understands a statement and finds the files that it needs.
    ///
    /// @throws TidemarkException `BAD_QUERY` for what is no query, a syntax error or an unknown table, which is named
    /// with those
    ///     that are like it
    public static Query open(Lake lake, Snapshot snapshot, String sql) {
        return open(lake, snapshot, sql, ImputedRows.INCLUDED);
    }

    /// As [#open(Lake, Snapshot, String)], with a choice of rows.
    public static Query open(Lake lake, Snapshot snapshot, String sql, ImputedRows imputed) {
        Connection connection = connect();
        try {
            return open(connection, lake, snapshot, sql, imputed);
        } catch (SQLException e) {
            close(connection);
            throw failure(e);
        } catch (RuntimeException | Error e) {
            close(connection);
            throw e;
        }
    }

    private static Query open(Connection connection, Lake lake, Snapshot snapshot, String sql, ImputedRows imputed)
            throws SQLException {
        Matcher explain = EXPLAIN.matcher(sql);
        String prefix = explain.matches() ? explain.group(1) + " " : "";
        String body = END.matcher(explain.matches() ? explain.group(3) : sql).replaceAll("");
        if (body.isBlank()) {
            throw new TidemarkException(ErrorCode.BAD_QUERY, "the query is empty");
        }
        Statement statement = parse(connection, body);
        Map<String, DatasetName> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        snapshot.datasets().forEach(name -> known.put(name.sqlName(), name));
        Map<DatasetName, List<Path>> files = new LinkedHashMap<>();
        StringBuilder with = new StringBuilder();
        Map<DatasetName, List<Statement.Use>> uses = new LinkedHashMap<>();
        boolean listsDatasets = false;
        for (Statement.Use use : statement.uses()) {
            DatasetName name = known.get(use.table());
            if (name != null) {
                uses.computeIfAbsent(name, n -> new ArrayList<>()).add(use);
            } else if (use.table().equalsIgnoreCase(DATASETS)) {
                listsDatasets = true;
            } else {
                throw unknown(use.table(), List.copyOf(known.keySet()));
            }
        }
        uses.forEach((name, wanted) -> {
            DatasetRelation relation = new DatasetRelation(lake, snapshot, name, imputed);
            List<Path> needed = relation.files(
                    wanted.stream().map(use -> pruning(relation, use)).toList());
            files.put(name, needed);
            define(with, name.sqlName(), relation.select(needed));
        });
        if (listsDatasets || statement.listed()) {
            define(with, DATASETS, new DatasetTable(snapshot).select());
        }
        String whole =
                statement.listed() ? "SELECT sql_name AS name FROM " + DATASETS : "SELECT * FROM (\n" + body + "\n)";
        return new Query(connection, prefix + (with.isEmpty() ? "" : "WITH " + with + "\n") + whole, files);
    }

    private static void define(StringBuilder with, String name, String select) {
        with.append(with.isEmpty() ? "" : ",\n")
                .append(DatasetRelation.quoted(name))
                .append(" AS NOT MATERIALIZED (")
                .append(select)
                .append(')');
    }

    private static Pruning pruning(DatasetRelation relation, Statement.Use use) {
        Pruning pruning = Pruning.NONE;
        for (Condition condition : use.conditions()) {
            pruning = pruning.and(relation.pruning(condition));
        }
        return pruning;
    }

    private static Statement parse(Connection connection, String body) throws SQLException {
        try (PreparedStatement serialize = connection.prepareStatement(
                "SELECT json_serialize_sql(?::VARCHAR, skip_empty := true, skip_null := true)")) {
            serialize.setString(1, body);
            try (ResultSet answer = serialize.executeQuery()) {
                answer.next();
                return ParseTree.read(JsonMapper.shared().readTree(answer.getString(1)));
            }
        }
    }

    private static TidemarkException unknown(String table, List<String> known) {
        String like = known.stream()
                .filter(name -> Likeness.distance(name, table.toLowerCase(Locale.ROOT)) <= 3)
                .findFirst()
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
        String all = known.size() <= 12 ? String.join(", ", known) : String.join(", ", known.subList(0, 12)) + ", …";
        return new TidemarkException(
                ErrorCode.BAD_QUERY,
                "there is no table '" + table + "'" + like + " There are: " + (all.isEmpty() ? "none yet" : all)
                        + ", and " + DATASETS + ".");
    }

    private static Connection connect() {
        try {
            Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", streaming());
            try (java.sql.Statement s = connection.createStatement()) {
                s.execute("SET TimeZone = 'UTC'");
                s.execute("SET enable_progress_bar = false");
                s.execute("SET autoinstall_known_extensions = false");
                s.execute("SET autoload_known_extensions = false");
                s.execute("SET temp_directory = '"
                        + System.getProperty("java.io.tmpdir").replace("'", "''") + "/tidemark-sql-"
                        + UUID.randomUUID() + "'");
            }
            return connection;
        } catch (SQLException e) {
            throw new TidemarkException(ErrorCode.INTERNAL, "the query engine does not start: " + e.getMessage(), e);
        }
    }

    /// Rows are handed on as they come; without this the driver would gather the whole answer first.
    private static Properties streaming() {
        Properties properties = new Properties();
        properties.put(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return properties;
    }

    /// The files that the query reads, by dataset: what pruning left.
    public Map<DatasetName, List<Path>> files() {
        return Map.copyOf(files);
    }

    /// Runs the query and hands its rows on.
    ///
    /// @param limit at most this number of rows
    /// @return the number of rows handed on
    /// @throws TidemarkException `BAD_QUERY` when the engine fails, be it in the middle: then the rows handed on are
    /// not
    ///     the answer, and [ResultWriter#end()] has been called all the same
    public long run(ResultWriter writer, OptionalLong limit) throws IOException {
        boolean explains = EXPLAIN.matcher(text).matches();
        try {
            if (explains) {
                return hand(text, List.of(), writer);
            }
            String limited = limited(limit);
            List<ResultWriter.Kind> kinds = kinds(limited); // before: a stream ends with the next statement
            String whole = asText(limited);
            return WholeAnswer.of(connection, whole, () -> hand(whole, kinds, writer));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private String limited(OptionalLong limit) {
        return limit.isPresent() ? "SELECT * FROM (\n" + text + "\n) LIMIT " + limit.getAsLong() : text;
    }

    private long hand(String sql, List<ResultWriter.Kind> kinds, ResultWriter writer) throws SQLException, IOException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            return hand(rows, kinds, writer);
        }
    }

    /// All columns as the engine's own text of their values, so that every format shows the same.
    private static String asText(String query) {
        return "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (\n" + query + "\n)";
    }

    private List<ResultWriter.Kind> kinds(String query) throws SQLException {
        List<ResultWriter.Kind> kinds = new ArrayList<>();
        try (PreparedStatement described = connection.prepareStatement(query)) {
            ResultSetMetaData meta = described.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                kinds.add(ResultWriter.Kind.of(meta.getColumnTypeName(i)));
            }
        }
        return kinds;
    }

    private static long hand(ResultSet rows, List<ResultWriter.Kind> kinds, ResultWriter writer)
            throws SQLException, IOException {
        ResultSetMetaData meta = rows.getMetaData();
        List<ResultWriter.Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            ResultWriter.Kind kind = kinds.isEmpty() ? ResultWriter.Kind.TEXT : kinds.get(i - 1);
            columns.add(new ResultWriter.Column(meta.getColumnLabel(i), kind));
        }
        writer.begin(columns);
        @Nullable String[] cells = new String[columns.size()];
        long count = 0;
        while (rows.next()) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = rows.getString(i + 1);
            }
            writer.row(cells);
            count++;
        }
        writer.end();
        return count;
    }

    /// Writes the answer as a Parquet file, which appears complete or not at all.
    ///
    /// @return the number of rows
    public long writeParquet(Path target, OptionalLong limit) throws IOException {
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        String limited = limited(limit);
        try (java.sql.Statement copy = connection.createStatement()) {
            long rows = copy.executeUpdate("COPY (\n" + limited + "\n) TO '"
                    + draft.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)");
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } catch (SQLException e) {
            Files.deleteIfExists(draft);
            throw failure(e);
        }
    }

    /// Writes the answer as an Arrow IPC stream.
    ///
    /// @param out is flushed, not closed
    /// @return the number of rows
    /// @throws TidemarkException `BAD_QUERY` for a column of a type that is not written as Arrow, and when the engine
    ///     fails, be it in the middle: then the stream has no end mark
    public long writeArrow(OutputStream out, OptionalLong limit) throws IOException {
        if (EXPLAIN.matcher(text).matches()) {
            throw new TidemarkException(ErrorCode.BAD_QUERY, "an explanation is text; choose another format");
        }
        try {
            return ArrowAnswer.write(connection, limited(limit), out);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static TidemarkException failure(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return new TidemarkException(ErrorCode.BAD_QUERY, message, e);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new TidemarkException(ErrorCode.INTERNAL, "the query engine does not close: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(connection);
    }
}
