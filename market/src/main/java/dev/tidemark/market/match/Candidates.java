package dev.tidemark.market.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All questions that the match of one instrument may put to an index. Nothing else of the index is ever asked, so that
/// the answers written down, [#text], stand for the whole of it. Of a ticker that has daily files, the intraday ones
/// are
/// left out of every answer: they are the same prices once more.
final class Candidates {
    /// Letters that some trees put before a ticker; `LVUS` may be `VUS`, and may be something else.
    private static final List<String> PREFIXES = List.of("L", "Q");

    private final SourceIndex index;
    private final MatchTables tables;
    private final ListedInstrument instrument;
    private final SymbolReading reading;
    private final String isin;

    Candidates(SourceIndex index, MatchTables tables, ListedInstrument instrument) {
        this.index = index;
        this.tables = tables;
        this.instrument = instrument;
        reading = SymbolReading.of(instrument, tables);
        isin = Isin.canonical(instrument.isin());
    }

    ListedInstrument instrument() {
        return instrument;
    }

    SymbolReading reading() {
        return reading;
    }

    String isin() {
        return isin;
    }

    List<String> wanted() {
        return reading.wanted().extensions();
    }

    /// The wanted extensions that any file has.
    List<String> presentExtensions() {
        return wanted().stream().filter(index::hasExtension).toList();
    }

    List<IndexEntry> ofIsin() {
        return dailyFirst(index.ofIsin(isin));
    }

    /// The files of a form of the base on an exchange.
    List<IndexEntry> ofForm(String form, String extension) {
        return dailyFirst(index.ofTicker(form + extension));
    }

    /// The files of any form of the base on any exchange.
    List<IndexEntry> ofBase() {
        return dailyFirst(reading.forms().stream()
                .flatMap(form -> index.ofBase(form).stream())
                .toList());
    }

    /// The new name of the base on an exchange.
    Optional<TickerAlias> alias(String extension) {
        return reading.forms().stream()
                .flatMap(form -> tables.alias(form, extension).stream())
                .findFirst();
    }

    List<IndexEntry> ofAlias(TickerAlias alias) {
        return dailyFirst(index.ofTicker(alias.to() + alias.extension()));
    }

    /// The files of the base with one more letter before it, on wanted exchanges.
    List<IndexEntry> prefixed() {
        List<IndexEntry> found = new ArrayList<>();
        for (String extension : wanted()) {
            for (String prefix : PREFIXES) {
                reading.forms().forEach(form -> found.addAll(index.ofTicker(prefix + form + extension)));
            }
        }
        return dailyFirst(found);
    }

    private static List<IndexEntry> dailyFirst(List<IndexEntry> entries) {
        if (entries.size() < 2) {
            return entries;
        }
        Set<String> daily = entries.stream()
                .filter(entry -> !entry.isIntraday())
                .map(IndexEntry::ticker)
                .collect(Collectors.toSet());
        return entries.stream()
                .filter(entry -> !daily.contains(entry.ticker()) || !entry.isIntraday())
                .toList();
    }

    /// The one file whose folder agrees with the market, of several files.
    Optional<IndexEntry> ofMarketsFolder(List<IndexEntry> entries) {
        return MarketFolders.pick(entries, reading, instrument.market(), tables);
    }

    /// The answers to all questions above.
    String text() {
        StringBuilder text = new StringBuilder();
        if (reading.base().isEmpty()) {
            return "";
        }
        section(text, "base", ofBase());
        section(text, "isin", ofIsin());
        if (!wanted().isEmpty()) {
            wanted().forEach(extension -> alias(extension).ifPresent(alias -> section(text, "alias", ofAlias(alias))));
            section(text, "prefixed", prefixed());
            text.append("extensions ")
                    .append(String.join(" ", presentExtensions()))
                    .append('\n');
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<IndexEntry> entries) {
        text.append(title).append(' ').append(entries.size()).append('\n');
        for (IndexEntry entry : entries) {
            for (String field : List.of(entry.ticker(), entry.path(), entry.region(), entry.category(), entry.isin())) {
                text.append(field.length()).append(':').append(field).append(' ');
            }
            text.append('\n');
        }
    }
}
