package dev.tidemark.market.match;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.jspecify.annotations.NullMarked;

/// What is to be said about the prices of one file before anybody uses them.
///
/// @param status   `missing_file`, `error:<code>`, `empty`, `sparse`, `warning` or `ok`
/// @param flags    what is odd, joined by `;`, empty when nothing is
/// @param firstDay earliest valid date, days since 1970, or [#NO_DAY]
/// @param lastDay  latest valid date, or [#NO_DAY]
/// @param rows     rows with a valid date
@NullMarked
public record PriceDiagnosis(String status, String flags, long firstDay, long lastDay, long rows) {
    /// The day of a row whose date is none, and of a file without a valid date.
    public static final long NO_DAY = Long.MIN_VALUE;
    /// There is no such file.
    public static final PriceDiagnosis MISSING_FILE = new PriceDiagnosis("missing_file", "", NO_DAY, NO_DAY, 0);

    /// What the status of a file begins with that could not be read as prices; its code follows.
    public static final String ERROR = "error:";

    private static final int SECONDS_PER_DAY = 86_400;

    /// A file that cannot be read as prices; of its rows nothing is said.
    ///
    /// @param code lower case, such as `invalid_utf8`
    public static PriceDiagnosis error(String code) {
        return new PriceDiagnosis(ERROR + code, "", NO_DAY, NO_DAY, 0);
    }

    /// Whether the file could not be read as prices.
    public boolean isError() {
        return status.startsWith(ERROR);
    }

    /// The earliest valid date as `2024-01-02`, empty when there is none.
    public String priceStart() {
        return text(firstDay);
    }

    /// The latest valid date as `2024-01-02`, empty when there is none.
    public String priceEnd() {
        return text(lastDay);
    }

    private static String text(long day) {
        return day == NO_DAY ? "" : LocalDate.ofEpochDay(day).toString();
    }

    /// Takes the rows of one file in its order. Holds eight bytes a row. For one thread and one file.
    ///
    /// Rows without a valid date are counted as invalid and otherwise left out. Two rows have one time when their
    /// dates, and of
    /// intraday bars their times of day, are equal. A hole is the number of trading days between two successive dates
    /// that have a
    /// row; the file's order does not matter for it, nor for duplicates.
    public static final class Scan {
        private static final int NO_GAP_LIMIT = -1;

        private final int maxGapDays;
        private final LongPredicate isTradingDay;
        private long[] times = new long[256];
        private int rows;
        private boolean isSorted = true;
        private boolean hasDuplicates;
        private long invalid;
        private long nonNumeric;
        private long nonPositive;
        private long missingVolume;
        private long zeroVolume;

        /// Looks for no holes.
        public Scan() {
            this.maxGapDays = NO_GAP_LIMIT;
            this.isTradingDay = _ -> false;
        }

        /// Looks for holes, too.
        ///
        /// @param maxGapDays   the largest hole that is not flagged, in trading days, 0 or more
        /// @param isTradingDay whether a day, in days since 1970, is one
        public Scan(int maxGapDays, LongPredicate isTradingDay) {
            if (maxGapDays < 0) {
                throw new IllegalArgumentException("a hole has 0 trading days or more, not " + maxGapDays);
            }
            this.maxGapDays = maxGapDays;
            this.isTradingDay = isTradingDay;
        }

        /// Takes a row.
        ///
        /// @param day         days since 1970, or [#NO_DAY] when the date is none
        /// @param secondOfDay of intraday bars, else 0
        /// @param close       NaN when it is missing or no finite number
        /// @param volume      NaN when it is missing or no finite number
        public void row(long day, int secondOfDay, double close, double volume) {
            if (day == NO_DAY) {
                invalid++;
                return;
            }
            time(day * SECONDS_PER_DAY + secondOfDay);
            if (Double.isNaN(close)) {
                nonNumeric++;
            } else if (close <= 0) {
                nonPositive++;
            }
            if (Double.isNaN(volume)) {
                missingVolume++;
            } else if (volume == 0) {
                zeroVolume++;
            }
        }

        private void time(long time) {
            if (rows == times.length) {
                times = Arrays.copyOf(times, 2 * rows);
            }
            if (rows > 0) {
                isSorted &= time >= times[rows - 1];
                hasDuplicates |= time == times[rows - 1];
            }
            times[rows++] = time;
        }

        /// What there is to say. Takes no more rows.
        public PriceDiagnosis end() {
            boolean isOutOfOrder = !isSorted;
            sort();
            String flags = flags(isOutOfOrder);
            long first = rows == 0 ? NO_DAY : day(0);
            long last = rows == 0 ? NO_DAY : day(rows - 1);
            return new PriceDiagnosis(status(flags), flags, first, last, rows);
        }

        private void sort() {
            if (!isSorted) {
                Arrays.sort(times, 0, rows);
                for (int i = 1; i < rows; i++) {
                    hasDuplicates |= times[i] == times[i - 1];
                }
                isSorted = true;
            }
        }

        private long day(int row) {
            return Math.floorDiv(times[row], (long) SECONDS_PER_DAY);
        }

        private String status(String flags) {
            if (rows + invalid == 0) {
                return "empty";
            }
            if (rows <= 1) {
                return "sparse";
            }
            return flags.isEmpty() ? "ok" : "warning";
        }

        private String flags(boolean isOutOfOrder) {
            StringBuilder flags = new StringBuilder();
            count(flags, "invalid_rows", invalid);
            count(flags, "non_numeric_prices", nonNumeric);
            count(flags, "non_positive_close", nonPositive);
            count(flags, "missing_volume", missingVolume);
            count(flags, "zero_volume", zeroVolume);
            if (zeroVolume > 0) {
                double ratio = (double) zeroVolume / rows;
                add(flags, String.format(Locale.ROOT, "zero_volume_ratio=%.4f", ratio));
                add(flags, "zero_volume_severity=" + severity(ratio));
            }
            if (hasDuplicates) {
                add(flags, "duplicate_dates");
            }
            if (isOutOfOrder) {
                add(flags, "non_monotonic_dates");
            }
            long hole = largestHole();
            if (hole > 0) {
                add(flags, "price_gap_days=" + hole);
            }
            return flags.toString();
        }

        private static void count(StringBuilder flags, String name, long count) {
            if (count > 0) {
                add(flags, name + "=" + count);
            }
        }

        private static void add(StringBuilder flags, String flag) {
            flags.append(flags.isEmpty() ? "" : ";").append(flag);
        }

        private static String severity(double ratio) {
            if (ratio >= 0.5) {
                return "critical";
            }
            if (ratio >= 0.1) {
                return "high";
            }
            return ratio >= 0.01 ? "moderate" : "low";
        }

        /// The largest hole beyond the limit, or 0.
        private long largestHole() {
            long largest = maxGapDays;
            for (int row = 1; row < rows && maxGapDays != NO_GAP_LIMIT; row++) {
                long from = day(row - 1) + 1;
                long to = day(row);
                // No more trading days than days: most neighbours need no look at the calendar.
                if (to - from > largest) {
                    largest = Math.max(largest, tradingDays(from, to));
                }
            }
            return largest > maxGapDays ? largest : 0;
        }

        private long tradingDays(long from, long to) {
            long count = 0;
            for (long day = from; day < to; day++) {
                count += isTradingDay.test(day) ? 1 : 0;
            }
            return count;
        }
    }
}
