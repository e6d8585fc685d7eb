package dev.tidemark.market.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarStreamTest {
    private static final double NONE = Double.NaN;

    private final List<Bar> bars = new ArrayList<>();
    private final BarStream stream = new BarStream(bars::add);

    @Test
    void aBarIsGivenWhenALaterOneBegins() {
        stream.add(0, 10, 1, 100);
        stream.add(0, 12, 2, 101);
        stream.add(0, 9, NONE, NONE);
        assertThat(bars).isEmpty();
        stream.add(60, 11, 5, 90);
        assertThat(bars).containsExactly(new Bar(0, 10, 12, 9, 9, 3, 101));
        stream.end();
        stream.end();
        assertThat(bars).hasSize(2).last().isEqualTo(new Bar(60, 11, 11, 11, 11, 5, 90));
    }

    @Test
    void ticksWithoutPriceMakeNoBarAndTheirVolumeIsNotLost() {
        stream.add(0, NONE, 4, 100);
        stream.add(60, 11, 5, NONE);
        stream.end();
        assertThat(bars).containsExactly(new Bar(60, 11, 11, 11, 11, 9, 100));
    }

    @Test
    void aVolumeThatNobodySaysIsNull() {
        stream.add(0, 10, NONE, NONE);
        stream.end();
        assertThat(bars).containsExactly(new Bar(0, 10, 10, 10, 10, NONE, NONE));
    }

    @Test
    void ticksOfAnEarlierBarAreRefused() {
        stream.add(60, 10, 1, 1);
        assertThatThrownBy(() -> stream.add(0, 10, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDaysOfAWeekAreOneBar() {
        Bar monday = new Bar(0, 10, 12, 9, 11, 3, NONE);
        assertThat(monday.then(new Bar(0, 11, 15, 10, 14, NONE, 7))).isEqualTo(new Bar(0, 10, 15, 9, 14, 3, 7));
        assertThat(monday.then(new Bar(0, 11, 11, 8, 9, 4, NONE))).isEqualTo(new Bar(0, 10, 12, 8, 9, 7, NONE));
        assertThatThrownBy(() -> monday.then(new Bar(1, 1, 1, 1, 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsTradedIsTheDifferenceOfWhatWasTradedSoFar() {
        CumulativeVolume volume = new CumulativeVolume();
        assertThat(volume.traded(5)).isEqualTo(5);
        assertThat(volume.traded(NONE)).isNaN();
        assertThat(volume.traded(12)).isEqualTo(7);
        assertThat(volume.traded(10)).isEqualTo(-2);
    }

    /// The same bars by another engine, over ticks with nulls, ties and silent minutes.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sqlMakesTheSameBars(long seed) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE ticks(seq INT, minute BIGINT, price DOUBLE, total DOUBLE, oi DOUBLE)");
            try (DuckDBAppender rows = connection.unwrap(DuckDBConnection.class).createAppender("ticks")) {
                play(new Random(seed), rows);
            }
            List<Bar> expected = new ArrayList<>();
            // totals rise, so the last known one of a minute is its greatest, and that before the minute all before
            String sql = """
                WITH bars AS (SELECT minute, first(price ORDER BY seq) FILTER (price IS NOT NULL) AS o, max(price) AS h,
                    min(price) AS l, last(price ORDER BY seq) FILTER (price IS NOT NULL) AS c, max(total) AS total,
                    last(oi ORDER BY seq) FILTER (oi IS NOT NULL) AS oi FROM ticks GROUP BY minute)
                SELECT minute, o, h, l, c, total - coalesce(max(total) OVER (ORDER BY minute ROWS BETWEEN UNBOUNDED
                    PRECEDING AND 1 PRECEDING), 0) AS v, oi FROM bars ORDER BY minute
                """;
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    expected.add(new Bar(
                            rows.getLong(1),
                            rows.getDouble(2),
                            rows.getDouble(3),
                            rows.getDouble(4),
                            rows.getDouble(5),
                            number(rows, 6),
                            number(rows, 7)));
                }
            }
            assertThat(expected).hasSizeGreaterThan(100).anyMatch(bar -> Double.isNaN(bar.volume()));
            assertThat(bars).isEqualTo(expected);
        }
    }

    private static double number(ResultSet rows, int column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? NONE : value;
    }

    private void play(Random random, DuckDBAppender rows) throws SQLException {
        CumulativeVolume cumulative = new CumulativeVolume();
        double price = 100;
        double total = 0;
        long minute = 0;
        for (int seq = 0; seq < 3000; seq++) {
            boolean isNew = random.nextInt(4) == 0;
            minute += isNew ? 60L * (1 + random.nextInt(3)) : 0;
            price += random.nextInt(3) - 1;
            total += random.nextInt(5);
            double said = random.nextInt(3) == 0 ? NONE : total;
            double interest = random.nextInt(3) == 0 ? NONE : random.nextInt(1000);
            double shown = isNew || seq == 0 || random.nextInt(5) != 0 ? price : NONE;
            stream.add(minute, shown, cumulative.traded(said), interest);
            rows.beginRow();
            rows.append(seq);
            rows.append(minute);
            append(rows, shown);
            append(rows, said);
            append(rows, interest);
            rows.endRow();
        }
        stream.end();
    }

    private static void append(DuckDBAppender rows, double value) throws SQLException {
        if (Double.isNaN(value)) {
            rows.appendNull();
        } else {
            rows.append(value);
        }
    }
}
