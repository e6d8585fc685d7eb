package dev.tidemark.lake.parquet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// An in-memory DuckDB for reading files: one for the process, opened at the first read and replaced when an internal
/// error
/// of the engine has closed it. Each caller works alone on a connection that it borrows; as many are kept as were ever
/// in
/// use at the same time. Thread-safe.
///
/// The engine has no threads of its own: a query runs on the thread that asks, and callers read files in parallel.
final class DuckDbEngine {
    private static final AtomicReference<@Nullable DuckDbEngine> CURRENT = new AtomicReference<>();

    private final DuckDBConnection root;
    private final ConcurrentLinkedDeque<DuckDBConnection> idle = new ConcurrentLinkedDeque<>();

    private DuckDbEngine(DuckDBConnection root) {
        this.root = root;
    }

    static DuckDbEngine current() throws SQLException {
        DuckDbEngine engine = CURRENT.get();
        return engine != null ? engine : openFirst();
    }

    private static synchronized DuckDbEngine openFirst() throws SQLException {
        DuckDbEngine engine = CURRENT.get();
        if (engine == null) {
            engine = new DuckDbEngine(open());
            CURRENT.set(engine);
        }
        return engine;
    }

    private static DuckDBConnection open() throws SQLException {
        DuckDBConnection connection =
                new DuckDBDriver().connect("jdbc:duckdb:", new Properties()).unwrap(DuckDBConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET enable_progress_bar = false");
            statement.execute("SET enable_external_file_cache = false"); // a file may be replaced under its name
            statement.execute("SET parquet_metadata_cache = false");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            statement.execute("SET temp_directory = ''");
            statement.execute("SET disabled_optimizers = '" + optimizersWithoutUse(statement) + "'");
        }
        return connection;
    }

    /// All but those that drop columns nobody reads: a scan of one file has no better plan, and they cost 0.1 ms a
    /// query.
    private static String optimizersWithoutUse(Statement statement) throws SQLException {
        try (ResultSet names = statement.executeQuery("SELECT string_agg(name, ',') FROM duckdb_optimizers()"
                + " WHERE name NOT IN ('unused_columns', 'column_lifetime')")) {
            names.next();
            return names.getString(1);
        }
    }

    DuckDBConnection borrow() throws SQLException {
        DuckDBConnection connection = idle.pollFirst();
        return connection != null ? connection : root.duplicate();
    }

    void giveBack(DuckDBConnection connection) {
        idle.addFirst(connection);
    }

    /// Closes a connection on which a query failed, and forgets the engine when it can serve no more.
    void discard(DuckDBConnection connection, Exception failure) {
        close(connection);
        if (isFatal(failure) && CURRENT.compareAndSet(this, null)) {
            close(root);
            idle.forEach(DuckDbEngine::close);
        }
    }

    private static boolean isFatal(Exception failure) {
        String message = String.valueOf(failure.getMessage()).toUpperCase(Locale.ROOT);
        return message.contains("FATAL ERROR") || message.contains("INTERNAL ERROR") || message.contains("INVALIDATED");
    }

    private static void close(DuckDBConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // nothing is lost: the connection held no state
        }
    }
}
