package dev.tidemark.app.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/// Makes up the history of tickers: one market factor for all, each with its own drift and volatility. Deterministic.
///
/// The parts of a ticker's history do not depend on how many other tickers there are.
public final class SimulatedMarket {
    /// The zone in which Stooq writes the times of intraday bars.
    public static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final int BARS_A_DAY = 78;
    private static final int BAR_MINUTES = 5;
    private static final double MARKET_VOLATILITY = 0.008;

    private final SeededRandom random;

    public SimulatedMarket(long seed) {
        random = new SeededRandom(seed);
    }

    /// Daily bars of a ticker.
    List<SimulatedBar> daily(String ticker, List<LocalDate> days) {
        SeededRandom market = random.part("market");
        SeededRandom own = random.part("daily " + ticker);
        double price = StrictMath.exp(own.between(StrictMath.log(5), StrictMath.log(400)));
        double beta = own.between(0.4, 1.6);
        double volatility = own.between(0.006, 0.022);
        double drift = own.between(-0.0001, 0.0006);
        double turnover = own.between(2e6, 8e7);
        List<SimulatedBar> bars = new ArrayList<>(days.size());
        for (LocalDate day : days) {
            double gap = own.nextGaussian() * volatility * 0.3;
            double move = drift + beta * market.nextGaussian() * MARKET_VOLATILITY + own.nextGaussian() * volatility;
            double open = price * StrictMath.exp(gap);
            double close = price * StrictMath.exp(move);
            bars.add(bar(day.atStartOfDay(), open, close, volatility * 0.5, turnover, own));
            price = close;
        }
        return bars;
    }

    /// Five-minute bars of a ticker, 09:30 to 16:00 in New York, written in Warsaw's time as Stooq does.
    List<SimulatedBar> fiveMinutes(String ticker, List<LocalDate> days) {
        SeededRandom own = random.part("5 minutes " + ticker);
        double price = own.between(20, 200);
        double volatility = own.between(0.0008, 0.002);
        double turnover = own.between(1e5, 2e6);
        List<SimulatedBar> bars = new ArrayList<>(days.size() * BARS_A_DAY);
        for (LocalDate day : days) {
            price *= StrictMath.exp(own.nextGaussian() * volatility * 4);
            for (int i = 0; i < BARS_A_DAY; i++) {
                double close = price * StrictMath.exp(own.nextGaussian() * volatility);
                bars.add(bar(warsaw(day, i), price, close, volatility * 0.4, turnover, own));
                price = close;
            }
        }
        return bars;
    }

    private static LocalDateTime warsaw(LocalDate day, int bar) {
        return ZonedDateTime.of(day, OPEN.plusMinutes((long) bar * BAR_MINUTES), NEW_YORK)
                .withZoneSameInstant(WARSAW)
                .toLocalDateTime();
    }

    private static SimulatedBar bar(
            LocalDateTime start, double open, double close, double reach, double turnover, SeededRandom own) {
        double up = Math.abs(own.nextGaussian()) * reach;
        double down = Math.abs(own.nextGaussian()) * reach;
        double volume = turnover / close * StrictMath.exp(own.nextGaussian() * 0.5);
        return SimulatedBar.of(start, open, close, up, down, Math.max(1, volume));
    }
}
