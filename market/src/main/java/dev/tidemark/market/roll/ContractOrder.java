package dev.tidemark.market.roll;

import java.time.LocalDate;
import java.util.Comparator;

/// Orders the contracts of a product: nearest delivery first, then by text.
///
/// The trailing digits of a contract are YYMM, or YMM with the decade whose delivery month lies nearest to the day, so
/// that `CZCE.SR912` comes before `CZCE.SR001` in 2019. A code without such digits comes last.
final class ContractOrder implements Comparator<String> {
    private static final int MONTHS = 12;
    private static final int DECADE_MONTHS = 120;
    private static final int LAST = Integer.MAX_VALUE;

    private final int month;

    /// @param epochDay the day of the data, in days since 1970-01-01
    ContractOrder(long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        this.month = day.getYear() * MONTHS + day.getMonthValue() - 1;
    }

    @Override
    public int compare(String one, String other) {
        int byDelivery = Integer.compare(delivery(one), delivery(other));
        return byDelivery != 0 ? byDelivery : one.compareTo(other);
    }

    private int delivery(String symbol) {
        int first = symbol.length();
        while (first > 0 && isDigit(symbol.charAt(first - 1))) {
            first--;
        }
        return switch (symbol.length() - first) {
            case 4 -> inCentury(Integer.parseInt(symbol, first, symbol.length(), 10));
            case 3 -> inNearestDecade(Integer.parseInt(symbol, first, symbol.length(), 10));
            default -> LAST;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int inCentury(int digits) {
        return (2000 + digits / 100) * MONTHS + digits % 100 - 1;
    }

    private int inNearestDecade(int digits) {
        int inDecade = digits / 100 * MONTHS + digits % 100 - 1;
        int ahead = Math.floorMod(inDecade - month, DECADE_MONTHS);
        return month + (ahead <= DECADE_MONTHS / 2 ? ahead : ahead - DECADE_MONTHS);
    }
}
