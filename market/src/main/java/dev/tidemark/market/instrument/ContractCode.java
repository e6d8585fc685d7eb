package dev.tidemark.market.instrument;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The symbol of a futures contract, such as `SHFE.cu2602` or `CZCE.AP010`, in the letters the exchange writes.
///
/// @param exchange such as `SHFE`
/// @param product  such as `cu`
/// @param digits   delivery as YYMM, or as YMM (CZCE)
public record ContractCode(String exchange, String product, String digits) {
    private static final Pattern CODE = Pattern.compile("([A-Za-z]+)\\.([A-Za-z0-9]*[A-Za-z])(\\d{3,4})");
    private static final Pattern YYMM = Pattern.compile("\\d{2}(0[1-9]|1[0-2])");
    private static final int MONTHS_OF_YEAR = 12;
    private static final int CENTURY = 2000;
    private static final int DECADE = 10;

    public ContractCode {
        if (!digits.matches("\\d{1,2}(0[1-9]|1[0-2])")) {
            throw new IllegalArgumentException(
                    "'" + digits + "' is no delivery month; expected YYMM or YMM, such as 2602");
        }
    }

    /// Takes a symbol apart.
    ///
    /// @return empty if it is no contract, such as `AAPL`, `KQ.m@SHFE.cu` or `SHFE.cu2613`
    public static Optional<ContractCode> parse(String symbol) {
        Matcher matcher = CODE.matcher(symbol);
        if (!matcher.matches() || !isMonth(matcher.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new ContractCode(matcher.group(1), matcher.group(2), matcher.group(3)));
    }

    private static boolean isMonth(String digits) {
        int month = Integer.parseInt(digits.substring(digits.length() - 2));
        return month >= 1 && month <= MONTHS_OF_YEAR;
    }

    /// The month of delivery. Two digits of the year mean 20YY. One digit means the year that ends so whose delivery
    /// month
    /// is nearest to the data; of two equally near ones the later.
    ///
    /// @param date a date of the contract's data
    public YearMonth delivery(LocalDate date) {
        int month = Integer.parseInt(digits.substring(digits.length() - 2));
        int year = Integer.parseInt(digits.substring(0, digits.length() - 2));
        if (digits.length() > 3) {
            return YearMonth.of(CENTURY + year, month);
        }
        YearMonth now = YearMonth.from(date);
        YearMonth nearest = YearMonth.of(Math.floorDiv(now.getYear(), DECADE) * DECADE + DECADE + year, month);
        for (int back = 0; back < 2; back++) {
            YearMonth earlier = nearest.minusYears(DECADE);
            if (distance(earlier, now) < distance(nearest, now)) {
                nearest = earlier;
            }
        }
        return nearest;
    }

    private static long distance(YearMonth one, YearMonth other) {
        return Math.abs(ChronoUnit.MONTHS.between(one, other));
    }

    /// The delivery months of a range as YYMM codes, both ends included: `2311` to `2402` are 2311, 2312, 2401, 2402.
    ///
    /// @throws IllegalArgumentException if an end is no YYMM code or the range runs backwards
    public static List<String> months(String first, String last) {
        YearMonth end = month(last);
        List<String> codes = new ArrayList<>();
        for (YearMonth month = month(first); !month.isAfter(end); month = month.plusMonths(1)) {
            codes.add(String.valueOf((month.getYear() - CENTURY + 100) * 100 + month.getMonthValue())
                    .substring(1));
        }
        if (codes.isEmpty()) {
            throw new IllegalArgumentException("the contract range runs backwards: " + first + " to " + last);
        }
        return List.copyOf(codes);
    }

    private static YearMonth month(String yymm) {
        if (!YYMM.matcher(yymm).matches()) {
            throw new IllegalArgumentException("'" + yymm + "' is no contract month; expected YYMM, such as 2402");
        }
        int number = Integer.parseInt(yymm);
        return YearMonth.of(CENTURY + number / 100, number % 100);
    }

    /// The symbol.
    @Override
    public String toString() {
        return exchange + "." + product + digits;
    }
}
