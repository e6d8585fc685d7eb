package dev.tidemark.market.factor;

import static java.util.stream.Collectors.toCollection;

import dev.tidemark.market.tick.TickColumn;
import dev.tidemark.market.tick.TickColumns;
import dev.tidemark.market.tick.TickSource;
import dev.tidemark.market.tick.TypedColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Factors that are computed together, in the order they are enabled.
///
/// @param factors at least one, no two of a name
public record FactorSet(List<Factor> factors) {
    public FactorSet {
        factors = List.copyOf(factors);
        if (factors.isEmpty()) {
            throw new IllegalArgumentException("a set of factors needs a factor");
        }
        var names = new HashSet<String>();
        for (Factor factor : factors) {
            if (!names.add(factor.name())) {
                throw new IllegalArgumentException("factor " + factor.name() + " is enabled twice");
            }
        }
    }

    /// The columns of ticks that must be read.
    public Set<TickColumn> inputs() {
        return factors.stream()
                .flatMap(factor -> factor.inputs().stream())
                .collect(toCollection(() -> EnumSet.noneOf(TickColumn.class)));
    }

    /// How many rows before a row are read at most.
    public int lookbackRows() {
        return factors.stream().mapToInt(Factor::lookbackRows).max().orElse(0);
    }

    /// The columns of the features: the source's keys, then a column a factor.
    public List<TypedColumn> columns(TickSource source) {
        var columns = new ArrayList<>(source.keys());
        factors.forEach(factor -> columns.add(factor.column()));
        return List.copyOf(columns);
    }

    /// Computes all factors, block by block, so that inputs are read from memory once.
    ///
    /// @param rows ticks of one segment with the columns of [#inputs()]; rows before `from` are look-back rows
    /// @param from first row to compute
    /// @param to   the row behind the last
    /// @return a column a factor, in their order, each with `to - from` values, NaN for null
    /// @throws FactorException when a factor's code fails
    public double[][] compute(TickColumns rows, int from, int to) {
        Objects.checkFromToIndex(from, to, rows.rows());
        var out = new double[factors.size()][to - from];
        for (int start = from; start < to; start += Factor.BLOCK_ROWS) {
            int end = Math.min(to, start + Factor.BLOCK_ROWS);
            for (int i = 0; i < out.length; i++) {
                factors.get(i).compute(rows, start, end, out[i], start - from);
            }
        }
        return out;
    }
}
