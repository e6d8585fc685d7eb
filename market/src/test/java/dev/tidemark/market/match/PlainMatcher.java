package dev.tidemark.market.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The steps of the specification, written down once more for a few symbols and markets: by walking over the whole
/// list of files, without tables, indices and parsing.
final class PlainMatcher {
    static final List<String> SUFFIXES = List.of("", "", "", ":US", ":LN", ":PA", ":ZZ");
    static final List<String> MARKETS =
            List.of("", "NSQ", "NYSE", "NYSE-MKT", "LSE", "PAR", "KROGER", "LONDON OR NASDAQ", "X GBR-LSE Y");

    private static final Map<String, List<String>> EXCHANGES = Map.of(
            ":US", List.of(".US"),
            ":LN", List.of(".UK"),
            ":PA", List.of(".PA", ".FR"),
            "NSQ", List.of(".US"),
            "NYSE", List.of(".US"),
            "NYSE-MKT", List.of(".US"),
            "LSE", List.of(".UK"),
            "PAR", List.of(".PA", ".FR"),
            "X GBR-LSE Y", List.of(".UK"));
    private static final Map<String, String> FOLDERS =
            Map.of("NSQ", "nasdaq", "NYSE", "nyse", "NYSE-MKT", "nysemkt", "LONDON OR NASDAQ", "nasdaq");
    private static final Map<String, String> RENAMES = Map.of("FB", "META", "NRZ", "RITM");

    /// A row in parts: its symbol is base and suffix.
    record Row(String base, String suffix, String market, String isin) {
        ListedInstrument listed() {
            return Listed.row(base + suffix, market, isin);
        }
    }

    private final List<IndexEntry> entries;
    private final Row row;
    private final List<String> forms;
    private final boolean isSuffixed;
    private final List<String> wanted;

    private PlainMatcher(List<IndexEntry> entries, Row row) {
        this.entries = entries.stream().distinct().toList();
        this.row = row;
        forms = row.base().contains(".") ? List.of(row.base().replace('.', '-'), row.base()) : List.of(row.base());
        isSuffixed = EXCHANGES.containsKey(row.suffix());
        wanted = EXCHANGES.getOrDefault(isSuffixed ? row.suffix() : row.market(), List.of());
    }

    /// As [Listed#told].
    static String told(List<IndexEntry> entries, Row row) {
        return new PlainMatcher(entries, row).told();
    }

    private List<IndexEntry> all(Predicate<IndexEntry> predicate) {
        List<IndexEntry> found = entries.stream().filter(predicate).toList();
        return found.stream()
                .filter(entry -> !entry.path().contains("/5 min/")
                        || found.stream()
                                .noneMatch(other -> other.ticker().equals(entry.ticker())
                                        && other.path().contains("/daily/")))
                .toList();
    }

    private static String miss(String reason, List<IndexEntry> one, List<IndexEntry> two) {
        TreeSet<String> names = new TreeSet<>();
        one.forEach(entry -> names.add(entry.ticker()));
        two.forEach(entry -> names.add(entry.ticker()));
        return names.isEmpty() ? reason : reason + " (" + String.join(", ", names) + ")";
    }

    private String told() {
        List<IndexEntry> listed = all(entry -> forms.contains(entry.base()));
        List<IndexEntry> same =
                row.isin().isEmpty() ? List.of() : all(entry -> entry.isin().equals(row.isin()));
        if (wanted.isEmpty()) {
            if (same.size() == 1) {
                return same.getFirst().ticker() + " isin";
            }
            return miss(
                    listed.isEmpty() ? "manual_review" : listed.size() == 1 ? "unknown_market" : "ambiguous_variants",
                    listed,
                    same);
        }
        for (String extension : wanted) {
            List<IndexEntry> here = same.stream()
                    .filter(entry -> entry.extension().equals(extension))
                    .toList();
            if (here.size() == 1) {
                return here.getFirst().ticker() + " isin";
            }
            if (here.size() > 1) {
                List<IndexEntry> alike = here.stream()
                        .filter(entry -> forms.contains(entry.base()))
                        .toList();
                return isDecided(alike)
                        ? alike.getFirst().ticker() + " isin"
                        : miss("ambiguous_variants", here, List.of());
            }
        }
        if (entries.stream().noneMatch(entry -> wanted.contains(entry.extension()))) {
            return miss("no_source_data(" + String.join(",", wanted) + ")", listed, same);
        }
        return byTicker(listed, same);
    }

    private String byTicker(List<IndexEntry> listed, List<IndexEntry> same) {
        List<IndexEntry> conflicts = new ArrayList<>();
        for (String extension : wanted) {
            List<String> bases = new ArrayList<>(forms);
            if (extension.equals(".US") && RENAMES.containsKey(row.base())) {
                bases.add(RENAMES.get(row.base()));
            }
            for (String base : bases) {
                List<IndexEntry> files = all(entry -> entry.ticker().equals(base + extension));
                List<IndexEntry> fit = files.stream()
                        .filter(entry -> row.isin().isEmpty()
                                || entry.isin().isEmpty()
                                || entry.isin().equals(row.isin()))
                        .toList();
                if (fit.isEmpty()) {
                    conflicts.addAll(files);
                } else if (isDecided(fit)) {
                    String strategy = isSuffixed ? "ticker" : "base_market";
                    return fit.getFirst().ticker() + " " + (forms.contains(base) ? strategy : "alias");
                } else {
                    return miss("ambiguous_variants", fit, List.of());
                }
            }
        }
        if (!conflicts.isEmpty()) {
            return miss("isin_conflict", conflicts, List.of());
        }
        if (!listed.isEmpty()) {
            return miss("other_listing_only", listed, same);
        }
        List<IndexEntry> prefixed = all(entry -> wanted.contains(entry.extension())
                && forms.stream()
                        .anyMatch(form ->
                                entry.base().equals("L" + form) || entry.base().equals("Q" + form)));
        return prefixed.isEmpty()
                ? miss("manual_review", same, List.of())
                : miss("alias_required", prefixed, List.of());
    }

    /// Whether files are one, or files of one ticker of which one lies in the market's folder.
    private boolean isDecided(List<IndexEntry> files) {
        if (files.size() < 2) {
            return files.size() == 1;
        }
        String folder = FOLDERS.getOrDefault(row.market(), "?");
        boolean isOneTicker = files.stream().map(IndexEntry::ticker).distinct().count() == 1;
        return isOneTicker
                && files.stream()
                                .filter(entry ->
                                        entry.category().split("[ /]", -1)[0].equals(folder))
                                .count()
                        == 1;
    }
}
