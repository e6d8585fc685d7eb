package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `import csv` and `import parquet` from the command line.
class ImportGeneralTest {
    private static final String BARS = "Date,Open,High,Low,Close,Volume\n2024-01-02,1,2,0.5,1.5,10\n";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
    }

    @Test
    void aPresetNeedsNoMore() {
        String file = tidemark.file("vec.csv", BARS);
        String[] words = {
            "import",
            "csv",
            file,
            "--preset",
            "kaggle",
            "--symbol",
            "VEC",
            "--dataset",
            "bars/1d",
            "--asset-class",
            "crypto"
        };

        assertThat(tidemark.expectOn(0, words).out()).contains("1 imported");
        assertThat(tidemark.expectOn(0, words).out()).contains("1 unchanged", "commits   none");
        assertThat(tidemark.expectOn(0, "sql", "select symbol, close from bars_1d", "--format", "csv")
                        .lines())
                .containsExactly("symbol,close", "VEC,1.5");
    }

    @Test
    void anotherIdentityEndsWithFourAndBothValues() {
        String file = tidemark.file("vec.csv", BARS);
        tidemark.expectOn(0, "import", "csv", file, "--preset", "kaggle");

        assertThat(tidemark.expectOn(4, "import", "csv", file, "--preset", "yahoo")
                        .err())
                .contains("splits_dividends", "splits in the source");
        assertThat(tidemark.expectOn(4, "import", "csv", file, "--preset", "kaggle", "--quote-unit", "GBX")
                        .err())
                .contains("unset", "GBX");
    }

    @Test
    void everyOptionIsTranslated() {
        String file = tidemark.file("es.csv", "20240702;0935;15000;16000;14000;15.500,0;7\n");
        tidemark.expectOn(
                0,
                "import",
                "csv",
                file,
                "--columns",
                "date=1,time_of_day=2,open=3,high=4,low=5,close=6,volume=7",
                "--header",
                "no",
                "--time-format",
                "yyyyMMdd",
                "--zone",
                "America/Chicago",
                "--bar-label",
                "end",
                "--price-scale",
                "10000",
                "--timeframe",
                "5m",
                "--delimiter",
                ";",
                "--decimal-comma",
                "--symbol",
                "ES",
                "--source",
                "desk",
                "--session",
                "extended",
                "--adjusted",
                "none",
                "--chunk",
                "year",
                "--replace");

        assertThat(tidemark.expectOn(0, "sql", "select ts, close, volume from bars_5m", "--format", "csv")
                        .out())
                .contains("2024-07-02", "14:30", "1.55,7");
        assertThat(tidemark.expectOn(0, "--json", "info", "bars/5m/ES").out()).contains("desk");
    }

    @Test
    void whatHasToBeSaidIsAskedFor() {
        String local = tidemark.file("a.csv", "time,open,high,low,close\n2024-01-02 09:30,1,1,1,1\n");
        assertThat(tidemark.expectOn(2, "import", "csv", local, "--dataset", "bars/1m")
                        .out())
                .contains("zone_required", "--zone");
        String ticks = tidemark.file("t.csv", "ts,price,size\n1704153600000,1,1\n");
        assertThat(tidemark.expectOn(2, "import", "csv", ticks, "--dataset", "ticks/trades")
                        .err())
                .contains("calendar_required", "--calendar");
        assertThat(tidemark.expectOn(2, "import", "csv", ticks, "--preset", "x").err())
                .contains("kraken");
        assertThat(tidemark.expectOn(2, "import", "csv", ticks, "--delimiter", "ab")
                        .err())
                .contains("--delimiter");
        assertThat(tidemark.expectOn(2, "import", "csv", ticks, "--dataset", "features/x")
                        .err())
                .contains("bars/TIMEFRAME");
    }

    @Test
    void aTreeOfAnotherLakeIsAdopted() {
        tidemark.expectOn(0, "import", "csv", tidemark.file("vec.csv", BARS), "--timeframe", "1d");
        tidemark.expect(0, "init", "second");

        assertThat(tidemark.expect(0, "--lake", "second", "import", "parquet", "lake/data")
                        .out())
                .contains("1 imported");
        assertThat(tidemark.expect(4, "--lake", "second", "import", "parquet", "lake/data", "--adjusted", "splits")
                        .err())
                .contains("none", "splits");
        assertThat(tidemark.expect(2, "--lake", "second", "import", "parquet", "vec.csv")
                        .out())
                .contains("not_a_source");
    }

    @Test
    void ticksFallOnTheTradingDaysOfTheUsersCalendar() {
        String ticks = tidemark.file("X.csv", "ts,price,size\n1704204000000,1,1\n1704209400000,1,1\n");
        assertThat(tidemark.expectOn(2, "import", "csv", ticks, "--dataset", "ticks/trades", "--calendar", "mars")
                        .err())
                .contains("--calendar mars");

        tidemark.file("lake/calendars/calendars.csv", "id,file,kind,zone\nmars,mars.txt,trading_days,Asia/Tokyo\n");
        tidemark.file("lake/calendars/mars.txt", "2024-01-02\n2024-01-03\n");
        tidemark.expectOn(0, "import", "csv", ticks, "--dataset", "ticks/trades", "--calendar", "mars");

        String days = "select distinct trading_day::varchar d from ticks_trades order by 1";
        assertThat(tidemark.expectOn(0, "sql", days, "--format", "csv").lines())
                .as("both are of 2024-01-02 in UTC")
                .containsExactly("d", "2024-01-02", "2024-01-03");
        tidemark.expectOn(
                0,
                "sql",
                "select symbol, datetime, price, size, exchange, suspicious from ticks_trades",
                "--format",
                "parquet",
                "-o",
                "Y.parquet");
        tidemark.expectOn(
                0,
                "import",
                "parquet",
                folder.resolve("Y.parquet").toString(),
                "--dataset",
                "ticks/trades-copy",
                "--calendar",
                "mars");
        assertThat(tidemark.expectOn(0, "sql", days.replace("trades", "trades_copy"), "--format", "csv")
                        .lines())
                .containsExactly("d", "2024-01-02", "2024-01-03");
    }
}
