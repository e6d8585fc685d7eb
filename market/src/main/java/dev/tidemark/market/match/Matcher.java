package dev.tidemark.market.match;

import java.util.ArrayList;
import java.util.List;

/// Finds the file of an instrument. A match never crosses to another exchange than the row names, and what is not
/// sure is left to people, with a reason and candidates. Immutable; threads may share it.
public final class Matcher {
    private final SourceIndex index;
    private final MatchTables tables;

    public Matcher(SourceIndex index, MatchTables tables) {
        this.index = index;
        this.tables = tables;
    }

    /// What the symbol or market of a row say of its exchange; no index is asked.
    public WantedExtensions wanted(ListedInstrument instrument) {
        return SymbolReading.of(instrument, tables).wanted();
    }

    /// The file of an instrument, or why there is none.
    public Match match(ListedInstrument instrument) {
        return new Decision(new Candidates(index, tables, instrument), line -> {}).decide();
    }

    /// The way to the decision, one line a step, for people.
    public List<String> explain(ListedInstrument instrument) {
        List<String> lines = new ArrayList<>();
        new Decision(new Candidates(index, tables, instrument), line -> lines.add(line.get())).decide();
        return List.copyOf(lines);
    }

    /// All of the index that the match of an instrument can depend on, in a form of its own: as long as this, the
    /// instrument and the tables are equal, [#match] and [#explain] answer the same.
    public String seen(ListedInstrument instrument) {
        return new Candidates(index, tables, instrument).text();
    }
}
