package dev.tidemark.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A made-up file of minute bars of a pair that trades around the clock, in Kraken's form: no header,
/// `time,open,high,low,
/// close,volume,count` with the time in epoch seconds, and no line for a minute without a trade. Deterministic.
///
/// @param symbol      of the pair, such as `SIMUSD`
/// @param startSecond epoch second of the first minute
/// @param minutes     length
public record MinuteFile(String symbol, long startSecond, int minutes) {
    /// Three days of `SIMUSD` from 2024-12-29 on.
    public static final MinuteFile STANDARD = new MinuteFile("SIMUSD", 1_735_430_400L, 3 * 1440);

    private static final long SEED = 20_241_229;
    private static final double QUIET = 0.04;
    private static final double VOLATILITY = 0.0006;
    private static final double CENTS = 100;

    /// The file, named as Kraken does.
    public Dump dump() {
        SeededRandom random = new SeededRandom(SEED).part(symbol);
        List<String> lines = new ArrayList<>(minutes);
        double price = 42_000;
        for (int i = 0; i < minutes; i++) {
            if (random.nextDouble() < QUIET) {
                continue;
            }
            double close = price * StrictMath.exp(random.nextGaussian() * VOLATILITY);
            double high = Math.max(price, close) * (1 + random.nextDouble() * VOLATILITY);
            double low = Math.min(price, close) * (1 - random.nextDouble() * VOLATILITY);
            lines.add((startSecond + 60L * i) + "," + cents(price) + "," + cents(high) + "," + cents(low) + ","
                    + cents(close) + "," + cents(random.between(0.01, 9)) + "," + (int) random.between(1, 80));
            price = close;
        }
        SortedMap<String, List<String>> files = new TreeMap<>();
        files.put(symbol + "_1.csv", lines);
        return new Dump(files, 0);
    }

    private static String cents(double price) {
        return Double.toString(Math.round(price * CENTS) / CENTS);
    }
}
