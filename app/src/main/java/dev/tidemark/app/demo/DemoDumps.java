package dev.tidemark.app.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// The two dumps of the demo: one, and the next one that the imaginary vendor delivers a while later.
///
/// @param symbols  daily tickers
/// @param first    first day of the daily bars
/// @param last     last day of all bars
/// @param intraday tickers with five-minute bars
/// @param days     trading days of the five-minute bars
public record DemoDumps(int symbols, LocalDate first, LocalDate last, int intraday, int days) {
    /// 40 daily tickers over 15 years, 3 with five-minute bars over 60 days.
    public static final DemoDumps STANDARD =
            new DemoDumps(40, LocalDate.of(2010, 1, 4), LocalDate.of(2024, 12, 31), 3, 60);

    /// Its whole history is restated in the second dump, as after a dividend.
    public static final String RESTATED = "SIMAC.US";

    /// One of its rows is broken in the second dump.
    public static final String BROKEN = "SIMAD.US";

    /// What the restated prices are multiplied by.
    public static final double DIVIDEND_FACTOR = 0.985;

    private static final long SEED = 20_240_229;
    private static final int BROKEN_ROWS_FROM_END = 5;
    private static final int LETTERS = 26;
    private static final int CLOSE = 7;

    /// `SIMAA.US`, `SIMAB.US`, …: names that no exchange lists.
    static String ticker(int index) {
        return "SIM" + (char) ('A' + index / LETTERS) + (char) ('A' + index % LETTERS) + ".US";
    }

    /// The first delivery.
    public Dump firstVintage() {
        return dump(false);
    }

    /// The second delivery: one ticker restated, one with a broken row, the rest as before.
    public Dump secondVintage() {
        return dump(true);
    }

    private Dump dump(boolean second) {
        SimulatedMarket market = new SimulatedMarket(SEED);
        SortedMap<String, List<String>> files = new TreeMap<>();
        List<LocalDate> all = TradingDays.between(first, last);
        for (int i = 0; i < symbols; i++) {
            String ticker = ticker(i);
            List<SimulatedBar> bars = market.daily(ticker, all);
            List<String> lines = lines(ticker, "D", second && ticker.equals(RESTATED) ? restated(bars) : bars);
            if (second && ticker.equals(BROKEN)) {
                breakRow(lines);
            }
            files.put(path("daily", ticker), lines);
        }
        List<LocalDate> recent = TradingDays.upTo(last, days);
        for (int i = 0; i < intraday; i++) {
            files.put(path("5 min", ticker(i)), lines(ticker(i), "5", market.fiveMinutes(ticker(i), recent)));
        }
        return new Dump(files, 1);
    }

    private static List<SimulatedBar> restated(List<SimulatedBar> bars) {
        return bars.stream().map(bar -> bar.adjusted(DIVIDEND_FACTOR)).toList();
    }

    private static String path(String period, String ticker) {
        return "data/" + period + "/us/simulated stocks/1/" + ticker.toLowerCase(Locale.ROOT) + ".txt";
    }

    private static List<String> lines(String ticker, String period, List<SimulatedBar> bars) {
        List<String> lines = new ArrayList<>(bars.size() + 1);
        lines.add(DumpWriter.HEADER);
        bars.forEach(bar -> lines.add(DumpWriter.line(ticker, period, bar)));
        return lines;
    }

    private static void breakRow(List<String> lines) {
        int at = lines.size() - BROKEN_ROWS_FROM_END;
        String[] cells = lines.get(at).split(",", -1);
        cells[CLOSE] = "oops";
        lines.set(at, String.join(",", cells));
    }
}
