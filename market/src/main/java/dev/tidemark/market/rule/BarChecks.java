package dev.tidemark.market.rule;

/// Rules that look at one bar alone: its prices and its volume. A bar counts once a code.
final class BarChecks {
    private final PriceChecks prices;
    private final Tally infinite;
    private final Tally negative;

    BarChecks(FindingLog log) {
        this.prices = new PriceChecks(log, "");
        this.infinite = log.tally(RuleCode.NON_FINITE_VALUES);
        this.negative = log.tally(RuleCode.NEGATIVE_VOLUME);
    }

    void accept(BarBlock block) {
        double[] volume = block.volume();
        for (int i = block.from(); i < block.rows(); i++) {
            long ts = block.ts()[i];
            prices.check(ts, block.open()[i], block.high()[i], block.low()[i], block.close()[i]);
            if (volume[i] < 0 && negative.hit(ts)) {
                negative.keep(ts, "volume " + volume[i]);
            }
            if (Double.isInfinite(volume[i]) && !hasInfinitePrice(block, i) && infinite.hit(ts)) {
                infinite.keep(ts, "volume " + volume[i]);
            }
        }
    }

    private static boolean hasInfinitePrice(BarBlock block, int row) {
        return PriceChecks.isInfinite(block.open()[row], block.high()[row], block.low()[row], block.close()[row]);
    }
}
