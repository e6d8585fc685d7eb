package dev.tidemark.market.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Trees with daily and intraday files of the same tickers.
class IntradayFilesTest {
    private static final IndexEntry DAILY = Listed.entry("AAPL.US", "nasdaq stocks/1", "");
    private static final IndexEntry MINUTES = Listed.intraday(DAILY);

    private static Match match(ListedInstrument row, IndexEntry... entries) {
        return Listed.matcher(SourceIndex.of(List.of(entries))).match(row);
    }

    @Test
    void theDailyFileIsTakenInEveryStep() {
        List<ListedInstrument> rows = List.of(
                Listed.row("AAPL", "NSQ"), Listed.row("AAPL:US", ""), Listed.row("AAPL", "NEW YORK STOCK EXCHANGE"));
        for (ListedInstrument row : rows) {
            assertThat(match(row, MINUTES, DAILY).entry()).as("%s", row).hasValue(DAILY);
        }
        IndexEntry numbered = Listed.entry("AAPL.US", "stocks", "US0378331005");
        for (String market : List.of("", "NSQ")) {
            Match byIsin = match(Listed.row("APPLE", market, "US0378331005"), Listed.intraday(numbered), numbered);
            assertThat(byIsin.entry()).hasValue(numbered);
            assertThat(byIsin.strategy()).isEqualTo("isin");
        }
        IndexEntry renamed = Listed.entry("META.US", "nasdaq stocks", "");
        assertThat(match(Listed.row("FB", "NSQ"), Listed.intraday(renamed), renamed)
                        .entry())
                .hasValue(renamed);
    }

    @Test
    void anIntradayFileAloneIsTaken() {
        assertThat(match(Listed.row("AAPL", "NSQ"), MINUTES).entry()).hasValue(MINUTES);
    }

    @Test
    void oneInstrumentWithTwoTimeframesIsOneInstrument() {
        assertThat(match(Listed.row("AAPL", "KROGER"), DAILY, MINUTES).reason()).isEqualTo("unknown_market");
    }

    @Test
    void twoIntradayFilesStayAmbiguous() {
        IndexEntry hourly = new IndexEntry("AAPL.US", "data/hourly/us/x/aapl.us.txt", "us", "x", "");
        Matcher matcher = Listed.matcher(SourceIndex.of(List.of(MINUTES, hourly)));
        assertThat(matcher.match(Listed.row("AAPL:US", "")).reason()).isEqualTo("ambiguous_variants");
        assertThat(matcher.explain(Listed.row("AAPL:US", "")))
                .contains("candidate AAPL.US: " + MINUTES.path(), "candidate AAPL.US: " + hourly.path());
    }

    @Test
    void anIntradayFileBesideADailyOneChangesNothingThatIsSeen() {
        List<IndexEntry> entries = new ArrayList<>(List.of(DAILY));
        ListedInstrument row = Listed.row("AAPL", "NSQ");
        String seen = Listed.matcher(SourceIndex.of(entries)).seen(row);
        entries.add(MINUTES);
        assertThat(Listed.matcher(SourceIndex.of(entries)).seen(row)).isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "d_us/data/daily/us/x/a.us.txt, false, 15",
        "d_us/data/DAILY/us/5 min/a.us.txt, false, 15",
        "h/hourly/us/a.us.txt, true, 8",
        "5 min/us/a.us.txt, true, 5",
        "60min/us/a.us.txt, true, 5",
        "a/1440 MIN/us/a.us.txt, true, 10",
    })
    void foldersThatNameATimeframe(String path, boolean isIntraday, int end) {
        assertThat(TimeframeFolder.of(path)).hasValue(new TimeframeFolder(isIntraday, end));
    }

    @ParameterizedTest
    @CsvSource({
        "daily",
        "us/stocks/daily",
        "us/dailies/a.txt",
        "12345 min/a.txt",
        "min/a.txt",
        "5  min/a.txt",
        "5 mins/a"
    })
    void otherFoldersDoNot(String path) {
        assertThat(TimeframeFolder.of(path)).isEqualTo(Optional.empty());
    }
}
