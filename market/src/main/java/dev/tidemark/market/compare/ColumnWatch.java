package dev.tidemark.market.compare;

import java.util.ArrayList;
import java.util.List;

/// Compares the values of one column. For one thread.
final class ColumnWatch {
    private final ComparedColumn column;
    private final double tolerance;
    private final List<ValueDifference> first = new ArrayList<>();
    private long differing;
    private long beyond;
    private long oneSided;
    private double largest;
    private long largestAt;

    ColumnWatch(ComparedColumn column, double tolerance) {
        this.column = column;
        this.tolerance = tolerance;
    }

    ComparedColumn column() {
        return column;
    }

    /// @param a NaN for null, and so `b`
    void accept(long time, double a, double b) {
        boolean isNullA = Double.isNaN(a);
        boolean isNullB = Double.isNaN(b);
        if (isNullA || isNullB) {
            if (isNullA != isNullB) {
                differing++;
                oneSided++;
            }
            return;
        }
        if (a == b) {
            return;
        }
        differing++;
        double most = Math.max(Math.abs(a), Math.abs(b));
        double share = Math.abs(a / most - b / most); // divided first: no overflow
        if (share > tolerance) {
            beyond++;
            if (first.size() < ColumnDifference.MOST_FIRST) {
                first.add(new ValueDifference(time, a, b));
            }
        }
        if (share > largest) {
            largest = share;
            largestAt = time;
        }
    }

    ColumnDifference difference() {
        return new ColumnDifference(column, differing, beyond, oneSided, largest, largestAt, first);
    }
}
