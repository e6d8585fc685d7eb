package dev.tidemark.market.tick;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Where features and labels take their ticks from.
public enum TickSource {
    /// A contract's own ticks, as imported.
    RAW(TickColumn.ASK_VOLUME5),
    /// The spliced series of main contracts with five levels of depth.
    MAIN_L5(TickColumn.SEGMENT_ID);

    private final TickColumn last;

    TickSource(TickColumn last) {
        this.last = last;
    }

    /// The lower-case name, as in options and recipes: `raw` or `main_l5`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The source of a name.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static TickSource parse(String text) {
        return Arrays.stream(values())
                .filter(source -> source.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is no source of ticks; expected raw or main_l5"));
    }

    /// All columns of the ticks, in their locked order: 29 or 31.
    public List<TypedColumn> columns() {
        return Arrays.stream(TickColumn.values())
                .filter(column -> column.compareTo(last) <= 0)
                .map(TickColumn::typed)
                .toList();
    }

    /// The columns that rows of features and labels begin with: `symbol, datetime`, and for the spliced series
    /// `underlying_contract, segment_id`.
    public List<TypedColumn> keys() {
        return columns().stream()
                .filter(column -> column.type() != ValueType.DOUBLE)
                .toList();
    }
}
