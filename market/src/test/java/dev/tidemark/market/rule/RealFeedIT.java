package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.calendar.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Recorded trades, of which one file was doctored: its third row repeats an id, its last was received a day later.
class RealFeedIT {
    private static final int NANOS_PER_MICRO = 1000;

    private static TradeBlock trades(List<String> lines) {
        int rows = lines.size() - 1;
        FeedRows feed = new FeedRows(new long[rows], new long[rows], new String[rows]);
        TradeBlock trades = new TradeBlock(feed, new String[rows], new double[rows]);
        for (int i = 0; i < rows; i++) {
            String[] fields = lines.get(i + 1).split(",", -1);
            feed.receiveTime()[i] = Long.parseLong(fields[0]) * NANOS_PER_MICRO;
            feed.eventTime()[i] = Long.parseLong(fields[4]) * NANOS_PER_MICRO;
            feed.symbol()[i] = fields[5];
            trades.tradeId()[i] = fields[6];
            trades.price()[i] = Double.parseDouble(fields[7]);
        }
        return trades;
    }

    @ParameterizedTest
    @CsvSource({"negative, 1", "positive, 0"})
    void whatWasDoctoredIsFound(String kind, int times) throws IOException {
        TradeBlock trades = trades(Files.readAllLines(SharedData.file(
                "book-l2/binance-doctored/test_" + kind + "_binance_trade_stream_spot_trxusdt_04-03-2025.csv")));
        FeedRules rules = new FeedRules(RuleSettings.preset("crypto"), "TRXUSDT");
        rules.accept(trades);
        List<RuleFinding> found = rules.findings();
        assertThat(found)
                .extracting(RuleFinding::code)
                .isEqualTo(times == 0 ? List.of() : List.of("duplicate_trade_id", "receive_time_jump"));
        for (RuleFinding finding : found) {
            int row = finding.code().equals("duplicate_trade_id") ? 2 : trades.price().length - 1;
            assertThat(finding.samples())
                    .extracting(Sample::ts)
                    .containsExactly(trades.feed().receiveTime()[row]);
        }
    }
}
