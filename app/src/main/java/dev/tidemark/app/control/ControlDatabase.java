package dev.tidemark.app.control;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.update.UpdateJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/// `.tidemark/control.db`, an SQLite database that processes of one host share. Losing it loses no data: what a lake
/// holds, and what a ledger says, is in commits. Thread-safe.
public final class ControlDatabase implements UpdateJournal {
    /// The version of its tables.
    private static final int VERSION = 1;

    private static final String WAY_OUT = "; it holds update history, not data, and may be removed when it is damaged";
    private static final int BUSY_MILLIS = 30_000;
    private static final List<String> TABLES = List.of(
            """
            create table if not exists pending_loads (
              dataset text not null, symbol text not null, provider text not null, provider_symbol text not null,
              start text not null, until text, attributes text not null, attempts integer not null,
              reason text not null, primary key (dataset, symbol))\
            """,
            """
            create table if not exists updates (
              id integer primary key, dataset text not null, symbol text not null, time text not null,
              type text not null, provider text not null, rows_before integer not null, rows_after integer not null,
              rows_added integer not null, rows_updated integer not null, start text, until text,
              seconds real not null, gaps_filled integer not null, error text not null)\
            """,
            "create index if not" + " exists" + " updates_of_series" + " on updates" + " (dataset, symbol," + " id)",
            """
            create table if not exists alerts (
              topic text primary key, text text not null, first_seen text not null, last_sent text not null,
              times integer not null)\
            """);

    private final Path file;
    private final Connection connection;

    private ControlDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Opens the database of a lake; makes it on first use.
    ///
    /// @throws TidemarkException `IO` when it cannot be opened, `FORMAT_TOO_NEW` when a newer Tidemark made it
    public static ControlDatabase open(Path lake) {
        Path file = lake.resolve(".tidemark").resolve("control.db");
        Duration longest = Duration.ofMillis(BUSY_MILLIS);
        RetryPolicy<ControlDatabase> whileBusy = RetryPolicy.<ControlDatabase>builder()
                .handleIf(ControlDatabase::busy)
                .withBackoff(Duration.ofMillis(2), Duration.ofMillis(100))
                .withJitter(0.5)
                .withMaxRetries(-1)
                .withMaxDuration(longest)
                .build();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Failsafe.with(whileBusy).get(() -> connect(file));
        } catch (FailsafeException e) {
            throw cannotOpen(file, e.getCause() instanceof SQLException sql ? sql : e);
        } catch (IOException e) {
            throw cannotOpen(file, e);
        }
    }

    private static TidemarkException cannotOpen(Path file, Exception e) {
        return new TidemarkException(ErrorCode.IO, "cannot open " + file + ": " + e.getMessage() + WAY_OUT, e);
    }

    /// Whether SQLite said that somebody else has the file. Its own waiting (`busy_timeout`) does not cover all of an
    /// opening: the change to a write-ahead log, and the last connection's clean-up of it, answer at once.
    private static boolean busy(Throwable e) {
        return e instanceof SQLException sql && (sql.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static ControlDatabase connect(Path file) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(BUSY_MILLIS));
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "NORMAL");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, properties);
        try {
            prepare(file, connection);
        } catch (SQLException | TidemarkException e) {
            connection.close();
            throw e;
        }
        return new ControlDatabase(file, connection);
    }

    private static void prepare(Path file, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int version;
            try (ResultSet held = statement.executeQuery("pragma user_version")) {
                version = held.getInt(1);
            }
            if (version > VERSION) {
                throw new TidemarkException(
                        ErrorCode.FORMAT_TOO_NEW,
                        file + " has version " + version + ", and this Tidemark knows " + VERSION
                                + "; use a newer one, or remove the file: it holds update history, not data");
            }
            if (version < VERSION) {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute("pragma user_version = " + VERSION);
            }
        }
    }

    @Override
    public void keep(PendingLoad load) {
        run("""
            insert into pending_loads values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (dataset, symbol) do update set provider = excluded.provider,
              provider_symbol = excluded.provider_symbol, start = excluded.start, until = excluded.until,
              attributes = excluded.attributes, attempts = attempts + 1, reason = excluded.reason\
            """, s -> {
            key(s, load.key());
            s.setString(3, load.provider());
            s.setString(4, load.symbol());
            s.setString(5, load.start().toString());
            instant(s, 6, load.end());
            s.setString(7, text(load.attributes()));
            s.setInt(8, load.attempts());
            s.setString(9, load.reason());
            return s.executeUpdate();
        });
    }

    @Override
    public void settle(SeriesKey key) {
        run("delete from pending_loads where dataset = ? and symbol = ?", s -> {
            key(s, key);
            return s.executeUpdate();
        });
    }

    @Override
    public List<PendingLoad> pending() {
        return run("select * from pending_loads order by dataset, symbol", s -> {
            List<PendingLoad> loads = new ArrayList<>();
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    loads.add(new PendingLoad(
                            key(rows),
                            text(rows, "provider"),
                            text(rows, "provider_symbol"),
                            Instant.parse(text(rows, "start")),
                            instant(rows, "until"),
                            attributes(text(rows, "attributes")),
                            rows.getInt("attempts"),
                            text(rows, "reason")));
                }
            }
            return loads;
        });
    }

    @Override
    public void record(List<Entry> entries) {
        run("insert into updates values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", s -> {
            connection.setAutoCommit(false);
            try {
                for (Entry entry : entries) {
                    bind(s, entry);
                    s.executeUpdate();
                }
                forgetOld(entries);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
            return entries.size();
        });
    }

    private static void bind(PreparedStatement s, Entry entry) throws SQLException {
        key(s, entry.key());
        s.setString(3, entry.time().toString());
        s.setString(4, entry.type());
        s.setString(5, entry.provider());
        s.setLong(6, entry.rowsBefore());
        s.setLong(7, entry.rowsAfter());
        s.setLong(8, entry.rowsAdded());
        s.setLong(9, entry.rowsUpdated());
        instant(s, 10, entry.start());
        instant(s, 11, entry.end());
        s.setDouble(12, entry.seconds());
        s.setLong(13, entry.gapsFilled());
        s.setString(14, entry.error());
    }

    private void forgetOld(List<Entry> entries) throws SQLException {
        String statement = """
            delete from updates where dataset = ? and symbol = ? and id <=
              (select id from updates where dataset = ? and symbol = ? order by id desc limit 1 offset ?)\
            """;
        try (PreparedStatement s = connection.prepareStatement(statement)) {
            for (Entry entry : entries) {
                key(s, entry.key());
                s.setString(3, entry.key().dataset().toString());
                s.setString(4, entry.key().symbol());
                s.setInt(5, MOST_ENTRIES);
                s.executeUpdate();
            }
        }
    }

    @Override
    public List<Entry> history(SeriesKey key, int most) {
        return run("select * from updates where dataset = ? and symbol = ? order by id desc limit ?", s -> {
            key(s, key);
            s.setInt(3, most);
            return entries(s);
        });
    }

    @Override
    public List<Entry> recent(int mostPerSeries) {
        return run("""
            select * from (select *, row_number() over (partition by dataset, symbol order by id desc) place
            from updates where type <> ?) where place <= ? order by id desc\
            """, s -> {
            s.setString(1, Entry.FILL);
            s.setInt(2, mostPerSeries);
            return entries(s);
        });
    }

    private static List<Entry> entries(PreparedStatement s) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                entries.add(new Entry(
                        key(rows),
                        Instant.parse(text(rows, "time")),
                        text(rows, "type"),
                        text(rows, "provider"),
                        rows.getLong("rows_before"),
                        rows.getLong("rows_after"),
                        rows.getLong("rows_added"),
                        rows.getLong("rows_updated"),
                        instant(rows, "start"),
                        instant(rows, "until"),
                        rows.getDouble("seconds"),
                        rows.getLong("gaps_filled"),
                        text(rows, "error")));
            }
        }
        return entries;
    }

    /// An alert that was sent.
    ///
    /// @param topic     what it is about, the same as long as the matter is the same
    /// @param text      what it said last
    /// @param firstSeen when the matter came up
    /// @param lastSent  when it was last sent
    public record Alert(String topic, String text, Instant firstSeen, Instant lastSent) {}

    /// The alerts of matters that are open.
    public List<Alert> alerts() {
        return run("select topic, text, first_seen, last_sent from alerts order by topic", s -> {
            List<Alert> alerts = new ArrayList<>();
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    alerts.add(new Alert(
                            text(rows, "topic"),
                            text(rows, "text"),
                            Instant.parse(text(rows, "first_seen")),
                            Instant.parse(text(rows, "last_sent"))));
                }
            }
            return alerts;
        });
    }

    /// Remembers that an alert was sent.
    public void sent(Alert alert) {
        run("""
            insert into alerts values (?, ?, ?, ?, 1)
            on conflict (topic) do update set text = excluded.text, last_sent = excluded.last_sent,
              times = times + 1\
            """, s -> {
            s.setString(1, alert.topic());
            s.setString(2, alert.text());
            s.setString(3, alert.firstSeen().toString());
            s.setString(4, alert.lastSent().toString());
            return s.executeUpdate();
        });
    }

    /// Forgets an alert whose matter is over.
    public void over(String topic) {
        run("delete from alerts where topic = ?", s -> {
            s.setString(1, topic);
            return s.executeUpdate();
        });
    }

    private interface Work<R> {
        R with(PreparedStatement statement) throws SQLException;
    }

    private synchronized <R> R run(String sql, Work<R> work) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot use " + file + ": " + e.getMessage() + WAY_OUT, e);
        }
    }

    private static void key(PreparedStatement s, SeriesKey key) throws SQLException {
        s.setString(1, key.dataset().toString());
        s.setString(2, key.symbol());
    }

    private static SeriesKey key(ResultSet rows) throws SQLException {
        return new SeriesKey(DatasetName.parse(text(rows, "dataset")), text(rows, "symbol"));
    }

    private static String text(ResultSet rows, String column) throws SQLException {
        @Nullable String text = rows.getString(column);
        return text == null ? "" : text;
    }

    private static Optional<Instant> instant(ResultSet rows, String column) throws SQLException {
        String text = text(rows, column);
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private static void instant(PreparedStatement s, int index, Optional<Instant> instant) throws SQLException {
        if (instant.isPresent()) {
            s.setString(index, instant.get().toString());
        } else {
            s.setNull(index, Types.VARCHAR);
        }
    }

    private static String text(SortedMap<String, String> attributes) {
        StringBuilder text = new StringBuilder();
        attributes.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static SortedMap<String, String> attributes(String text) {
        SortedMap<String, String> attributes = new TreeMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            attributes.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return attributes;
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
