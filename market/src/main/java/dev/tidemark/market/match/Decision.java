package dev.tidemark.market.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The steps of one match, first result wins. Every step says what it found to a trail.
final class Decision {
    private static final String AMBIGUOUS = "ambiguous_variants";
    private static final String REVIEW = "manual_review";

    private final Candidates candidates;
    private final SymbolReading reading;
    private final Consumer<Supplier<String>> trail;
    private final List<IndexEntry> conflicts = new ArrayList<>();
    private List<IndexEntry> offered = List.of();

    Decision(Candidates candidates, Consumer<Supplier<String>> trail) {
        this.candidates = candidates;
        this.reading = candidates.reading();
        this.trail = trail;
    }

    Match decide() {
        sayReading();
        Match match = decided();
        say(() -> match.entry()
                .map(entry -> "matched " + entry.ticker() + " (" + entry.path() + ") by " + match.strategy())
                .orElseGet(() -> "unmatched: " + match.reason() + ", candidates " + names(match.candidates())));
        offered.forEach(entry -> say(() -> "candidate " + entry.ticker() + ": " + entry.path()));
        return match;
    }

    private Match decided() {
        if (reading.base().isEmpty()) {
            return missed("missing_symbol", List.of());
        }
        if (reading.wanted().isEmpty()) {
            return withoutExchange();
        }
        return byIsin().or(this::withoutSource).or(this::byTicker).orElseGet(this::nearMiss);
    }

    private Match withoutExchange() {
        List<IndexEntry> same = candidates.ofIsin();
        sayIsin(same);
        if (same.size() == 1) {
            return found(same.getFirst(), "isin");
        }
        List<IndexEntry> listed = candidates.ofBase();
        sayBase(listed);
        String reason = listed.size() > 1 ? AMBIGUOUS : listed.isEmpty() ? REVIEW : "unknown_market";
        return missed(reason, both(listed, same));
    }

    private Optional<Match> byIsin() {
        List<IndexEntry> same = candidates.ofIsin();
        sayIsin(same);
        for (String extension : candidates.wanted()) {
            List<IndexEntry> here = same.stream()
                    .filter(entry -> entry.extension().equals(extension))
                    .toList();
            if (!here.isEmpty()) {
                return Optional.of(
                        only(here).map(entry -> found(entry, "isin")).orElseGet(() -> missed(AMBIGUOUS, here)));
            }
        }
        return Optional.empty();
    }

    private Optional<IndexEntry> only(List<IndexEntry> sameIsin) {
        if (sameIsin.size() == 1) {
            return Optional.of(sameIsin.getFirst());
        }
        List<IndexEntry> alike = sameIsin.stream()
                .filter(entry -> reading.forms().contains(entry.base()))
                .toList();
        say(() -> "several with this ISIN, of the symbol's form: " + names(tickers(alike)));
        return oneFile(alike);
    }

    /// The file of a ticker, of which there may be several files.
    private Optional<IndexEntry> oneFile(List<IndexEntry> entries) {
        if (entries.size() == 1) {
            return Optional.of(entries.getFirst());
        }
        if (tickers(entries).size() != 1) {
            return Optional.empty();
        }
        Optional<IndexEntry> picked = candidates.ofMarketsFolder(entries);
        say(() -> entries.size() + " files of " + entries.getFirst().ticker() + ", in the market's folder: "
                + picked.map(IndexEntry::path).orElse("not exactly one"));
        return picked;
    }

    private Optional<Match> withoutSource() {
        List<String> present = candidates.presentExtensions();
        say(() -> "wanted extensions with files: " + names(present));
        if (!present.isEmpty()) {
            return Optional.empty();
        }
        String reason = "no_source_data(" + String.join(",", candidates.wanted()) + ")";
        return Optional.of(missed(reason, both(candidates.ofBase(), candidates.ofIsin())));
    }

    private Optional<Match> byTicker() {
        String strategy = reading.wanted().origin() == WantedExtensions.Origin.SYMBOL ? "ticker" : "base_market";
        for (String extension : candidates.wanted()) {
            for (String form : reading.forms()) {
                Optional<Match> match = attempt(form + extension, candidates.ofForm(form, extension), strategy);
                if (match.isPresent()) {
                    return match;
                }
            }
            Optional<Match> renamed = candidates.alias(extension).flatMap(this::renamed);
            if (renamed.isPresent()) {
                return renamed;
            }
        }
        return Optional.empty();
    }

    private Optional<Match> renamed(TickerAlias alias) {
        say(() -> alias.from() + " is " + alias.to() + " since "
                + (alias.since().isEmpty() ? "a day unknown" : alias.since()));
        return attempt(alias.to() + alias.extension(), candidates.ofAlias(alias), "alias");
    }

    private Optional<Match> attempt(String ticker, List<IndexEntry> entries, String strategy) {
        if (entries.isEmpty()) {
            say(() -> ticker + ": no file");
            return Optional.empty();
        }
        List<IndexEntry> agreeing = entries.stream()
                .filter(entry -> !Isin.differ(candidates.isin(), entry.isin()))
                .toList();
        if (agreeing.isEmpty()) {
            say(() -> ticker + ": has ISIN " + entries.getFirst().isin() + ", another security");
            conflicts.addAll(entries);
            return Optional.empty();
        }
        say(() -> ticker + ": found");
        return Optional.of(
                oneFile(agreeing).map(entry -> found(entry, strategy)).orElseGet(() -> missed(AMBIGUOUS, agreeing)));
    }

    private Match nearMiss() {
        if (!conflicts.isEmpty()) {
            return missed("isin_conflict", conflicts);
        }
        List<IndexEntry> listed = candidates.ofBase();
        sayBase(listed);
        if (!listed.isEmpty()) {
            return missed("other_listing_only", both(listed, candidates.ofIsin()));
        }
        List<IndexEntry> prefixed = candidates.prefixed();
        say(() -> "with L or Q before it: " + names(tickers(prefixed)));
        return prefixed.isEmpty() ? missed(REVIEW, candidates.ofIsin()) : missed("alias_required", prefixed);
    }

    private Match found(IndexEntry entry, String strategy) {
        return Match.found(entry, strategy, reading.wanted().rule());
    }

    private Match missed(String reason, List<IndexEntry> entries) {
        offered = entries.stream().distinct().sorted(IndexEntry.ORDER).toList();
        return Match.missed(reason, reading.wanted().rule(), tickers(offered));
    }

    private static List<String> tickers(List<IndexEntry> entries) {
        return entries.stream().map(IndexEntry::ticker).distinct().sorted().toList();
    }

    private static List<IndexEntry> both(List<IndexEntry> some, List<IndexEntry> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static String names(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private void say(Supplier<String> line) {
        trail.accept(line);
    }

    private void sayReading() {
        ListedInstrument instrument = candidates.instrument();
        say(() -> "symbol '" + instrument.symbol() + "' reads " + reading.symbol() + ", base " + reading.base()
                + ", forms " + names(reading.forms()));
        say(() -> "market '" + instrument.market() + "', wanted extensions " + names(candidates.wanted()) + " by rule: "
                + reading.wanted().rule());
    }

    private void sayIsin(List<IndexEntry> same) {
        say(() -> candidates.isin().isEmpty() ? "no ISIN" : "ISIN " + candidates.isin() + ": " + names(tickers(same)));
    }

    private void sayBase(List<IndexEntry> listed) {
        say(() -> "base on any exchange: " + names(tickers(listed)));
    }
}
