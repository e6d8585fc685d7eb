package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FeedRulesTest {
    private static final long SECOND = 1_000_000_000;
    private static final int ROWS = 12;

    private final long[] event = new long[ROWS];
    private final long[] receive = new long[ROWS];
    private final String[] symbol = new String[ROWS];
    private final String[] tradeId = new String[ROWS];
    private final double[] price = new double[ROWS];
    private final long[] firstId = new long[ROWS];
    private final long[] lastId = new long[ROWS];

    FeedRulesTest() {
        Arrays.fill(symbol, "TRXUSDT");
        Arrays.fill(price, 0.23);
        for (int i = 0; i < ROWS; i++) {
            event[i] = i * SECOND;
            receive[i] = event[i] - 1_300_000_000L;
            tradeId[i] = Integer.toString(348_656_870 + i);
            firstId[i] = 10L * i;
            lastId[i] = 10L * i + 9;
        }
    }

    private List<RuleFinding> ofTrades() {
        FeedRules rules = new FeedRules(Findings.EQUITY, "TRXUSDT");
        rules.accept(new TradeBlock(new FeedRows(event, receive, symbol), tradeId, price));
        return rules.findings();
    }

    private List<RuleFinding> ofUpdates() {
        FeedRules rules = new FeedRules(Findings.EQUITY, "TRXUSDT");
        rules.accept(new UpdateBlock(new FeedRows(event, receive, symbol), firstId, lastId));
        return rules.findings();
    }

    private void assertOnly(List<RuleFinding> findings, String code, int row, String values) {
        assertThat(findings)
                .containsExactly(new RuleFinding(code, Severity.ERROR, 1, List.of(new Sample(receive[row], values))));
    }

    @Test
    void goodFeedsHaveNoFindings() {
        assertThat(ofTrades()).isEmpty();
        assertThat(ofUpdates()).isEmpty();
    }

    @Test
    void aRepeatedTradeIdIsFound() {
        tradeId[7] = tradeId[2];
        assertOnly(ofTrades(), "duplicate_trade_id", 7, "trade_id 348656872");
    }

    @Test
    void idsAreTextAndMayBeAbsent() {
        tradeId[1] = "007";
        tradeId[2] = "7";
        tradeId[3] = "";
        tradeId[4] = "12345678901234567890";
        tradeId[5] = "a-1";
        assertThat(ofTrades()).isEmpty();
        tradeId[6] = "a-1";
        assertOnly(ofTrades(), "duplicate_trade_id", 6, "trade_id a-1");
    }

    @Test
    void tradesWithoutIdsAreNoDuplicates() {
        FeedRules rules = new FeedRules(Findings.EQUITY, "TRXUSDT");
        rules.accept(new TradeBlock(new FeedRows(event, receive, symbol), new String[ROWS], price));
        assertThat(rules.findings()).isEmpty();
    }

    @Test
    void aReceiptFarFromItsEventIsFound() {
        receive[7] += 61 * SECOND;
        assertOnly(ofTrades(), "receive_time_jump", 7, "receive_time 66700000000 event_time 7000000000");
    }

    @Test
    void aMinuteIsNoJump() {
        receive[7] += 60 * SECOND;
        assertThat(ofTrades()).isEmpty();
    }

    @Test
    void aClockSetAnewCountsOnce() {
        for (int i = 6; i < ROWS; i++) {
            receive[i] -= 3600 * SECOND;
        }
        assertThat(Findings.counts(ofUpdates())).containsEntry("receive_time_jump", 1L);
    }

    @Test
    void aRowOfAnotherSymbolIsFound() {
        symbol[7] = "BTCUSDT";
        assertOnly(ofTrades(), "foreign_symbol", 7, "symbol BTCUSDT");
        assertOnly(ofUpdates(), "foreign_symbol", 7, "symbol BTCUSDT");
    }

    @Test
    void aPriceOfZeroIsFound() {
        price[6] = Double.NaN;
        price[7] = 0;
        assertOnly(ofTrades(), "non_positive_price", 7, "price 0.0");
        price[7] = -1;
        assertOnly(ofTrades(), "non_positive_price", 7, "price -1.0");
    }

    @Test
    void missingUpdatesAreFound() {
        firstId[7] = 71;
        assertOnly(ofUpdates(), "update_id_gap", 7, "first_id 71 previous_id 69");
    }

    @Test
    void rowsOfOneUpdateAndOverlapsAreNoGap() {
        firstId[7] = firstId[6];
        lastId[7] = lastId[6];
        firstId[8] = 65;
        assertThat(Findings.counts(ofUpdates())).isEmpty();
    }

    @Test
    void columnsAreEquallyLong() {
        FeedRows feed = new FeedRows(event, receive, symbol);
        assertThatThrownBy(() -> new TradeBlock(feed, new String[2], price))
                .hasMessage("column trade_id has 2 values for 12 rows");
    }

    @Property(tries = 50)
    void idsAreRememberedLikeASetOfTexts(@ForAll long seed) {
        Random random = new Random(seed);
        SeenIds seen = new SeenIds();
        Set<String> expected = new HashSet<>();
        long next = random.nextLong(1_000_000_000_000L);
        for (int i = 0; i < 3000; i++) {
            next += 1 + random.nextInt(3) / 2 * random.nextInt(200);
            String id = switch (random.nextInt(12)) {
                case 0 -> Long.toString(next - random.nextInt(500));
                case 1 -> Long.toString(random.nextLong());
                case 2 -> "x" + random.nextInt(300);
                default -> Long.toString(next);
            };
            assertThat(seen.add(id)).as(id).isEqualTo(expected.add(id));
        }
    }
}
