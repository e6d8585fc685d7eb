package dev.tidemark.market.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// The trading days that the data themselves show: a day is open when more than half of the symbols that are alive
/// trade
/// on it. A symbol is alive from its first to its last day. Days with fewer than [#LEAST_SYMBOLS] alive symbols are not
/// judged, since the hole of one symbol would close them.
///
/// Takes symbols one after another and keeps two counts a day, whatever the number of symbols. Symbols may come in any
/// order. Not thread-safe.
public final class ConsensusCalendar {
    /// Fewest alive symbols that say something about a day.
    public static final int LEAST_SYMBOLS = 3;

    private static final int MARGIN_DAYS = 4096;

    private long firstDay;
    private int[] trading = new int[0];
    /// Symbols that come to life on a day, less those whose last day was the one before.
    private int[] births = new int[0];
    private int symbols;

    /// How many symbols trade on a day.
    ///
    /// @param epochDay days since 1970-01-01
    /// @param trading  symbols with a bar of the day
    /// @param alive    symbols whose first day is not after it, and whose last day not before it
    public record DayVotes(long epochDay, int trading, int alive) {
        public LocalDate date() {
            return LocalDate.ofEpochDay(epochDay);
        }

        /// Whether enough symbols are alive to judge.
        public boolean isJudged() {
            return alive >= LEAST_SYMBOLS;
        }

        /// Whether more than half trade.
        public boolean isOpen() {
            return 2L * trading > alive;
        }
    }

    /// Takes the days of one symbol.
    ///
    /// @param days  days since 1970-01-01, ascending; equal ones count once
    /// @param count how many of `days` count; 0 for a symbol that never traded
    public void add(long[] days, int count) {
        if (count == 0) {
            return;
        }
        reserve(days[0], days[count - 1] + 1);
        symbols++;
        births[index(days[0])]++;
        births[index(days[count - 1] + 1)]--;
        for (int i = 0; i < count; i++) {
            if (i > 0 && days[i] < days[i - 1]) {
                throw new IllegalArgumentException(
                        LocalDate.ofEpochDay(days[i]) + " comes after " + LocalDate.ofEpochDay(days[i - 1]));
            }
            if (i == 0 || days[i] != days[i - 1]) {
                trading[index(days[i])]++;
            }
        }
    }

    private int index(long day) {
        return Math.toIntExact(day - firstDay);
    }

    private void reserve(long from, long to) {
        long endDay = firstDay + trading.length;
        if (trading.length > 0 && from >= firstDay && to < endDay) {
            return;
        }
        boolean isNew = trading.length == 0;
        long first = isNew ? from : from < firstDay ? from - MARGIN_DAYS : firstDay;
        long end = isNew ? to + 1 : to >= endDay ? to + 1 + MARGIN_DAYS : endDay;
        trading = moved(trading, first, end);
        births = moved(births, first, end);
        firstDay = first;
    }

    private int[] moved(int[] counts, long first, long end) {
        int[] moved = new int[Math.toIntExact(end - first)];
        if (counts.length > 0) {
            System.arraycopy(counts, 0, moved, Math.toIntExact(firstDay - first), counts.length);
        }
        return moved;
    }

    /// Symbols that ever traded.
    public int symbols() {
        return symbols;
    }

    /// The votes of each day on which a symbol is alive, ascending.
    public List<DayVotes> votes() {
        List<DayVotes> votes = new ArrayList<>();
        int alive = 0;
        for (int i = 0; i < trading.length; i++) {
            alive += births[i];
            if (alive > 0) {
                votes.add(new DayVotes(firstDay + i, trading[i], alive));
            }
        }
        return votes;
    }

    /// The judged days that are open here and closed in a calendar, or the other way round, ascending.
    public List<DayVotes> against(TradingCalendar table) {
        return votes().stream()
                .filter(day -> day.isJudged() && day.isOpen() != table.isTradingDay(day.epochDay()))
                .toList();
    }

    /// The trading days of all years that have a judged day, as epoch days, ascending: judged days by their votes, the
    /// others as a calendar says.
    ///
    /// @param rest says which of the days that are not judged are open
    public long[] tradingDays(TradingCalendar rest) {
        List<DayVotes> judged = votes().stream().filter(DayVotes::isJudged).toList();
        if (judged.isEmpty()) {
            return new long[0];
        }
        long first = judged.getFirst().date().withDayOfYear(1).toEpochDay();
        long last = judged.getLast().date().plusYears(1).withDayOfYear(1).toEpochDay() - 1;
        TreeSet<Long> open = new TreeSet<>();
        Arrays.stream(rest.days(first, last)).forEach(open::add);
        for (DayVotes day : judged) {
            if (day.isOpen()) {
                open.add(day.epochDay());
            } else {
                open.remove(day.epochDay());
            }
        }
        return open.stream().mapToLong(Long::longValue).toArray();
    }
}
