package dev.tidemark.market.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.calendar.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// Lists of two brokers against the files of a real tree.
class RealListsTest {
    /// The extensions that may stand for a market or suffix of these lists.
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("LSE", Set.of(".UK")),
            Map.entry("LN", Set.of(".UK")),
            Map.entry("US", Set.of(".US")),
            Map.entry("NSQ", Set.of(".US")),
            Map.entry("NYSE", Set.of(".US")),
            Map.entry("NYSE-MKT", Set.of(".US")),
            Map.entry("PW", Set.of(".PL")),
            Map.entry("GR", Set.of(".DE")),
            Map.entry("TSX", Set.of(".TO")),
            Map.entry("PAR", Set.of(".PA", ".FR")),
            Map.entry("AMS", Set.of(".NL", ".AS")),
            Map.entry("BRU", Set.of(".BE")),
            Map.entry("SWX", Set.of(".CH")));

    private static List<IndexEntry> tree() throws IOException {
        List<IndexEntry> entries = new ArrayList<>();
        for (String region : List.of("us", "uk", "pl")) {
            Path file = SharedData.file("stooq-daily/vintage-2025-10-03/d_" + region + "_txt.zip");
            try (ZipFile zip = new ZipFile(file.toFile())) {
                zip.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.endsWith(".txt"))
                        .forEach(name -> entries.add(entry("d_" + region + "_txt/" + name)));
            }
        }
        return entries;
    }

    private static IndexEntry entry(String path) {
        List<String> parts = List.of(path.split("/", -1));
        int region = parts.indexOf("daily") + 1;
        String category = String.join("/", parts.subList(region + 1, parts.size() - 1));
        String ticker = parts.getLast().substring(0, parts.getLast().length() - ".txt".length());
        return new IndexEntry(ticker, path, parts.get(region), category, "");
    }

    /// Rows of a file as another engine reads them, columns in lower case, missing ones empty.
    private static List<Map<String, String>> rows(Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement =
                        connection.prepareStatement("select * from read_csv(?, header=true, all_varchar=true)")) {
            statement.setString(1, file.toString());
            List<Map<String, String>> rows = new ArrayList<>();
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                Map<String, String> row = new HashMap<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    String value = result.getString(column);
                    String name = result.getMetaData().getColumnName(column);
                    row.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value.strip());
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static ListedInstrument listed(Map<String, String> row) {
        return ListedInstrument.of(
                row.getOrDefault("symbol", ""),
                row.getOrDefault("isin", ""),
                row.getOrDefault("market", ""),
                row.getOrDefault("name", ""),
                row.getOrDefault("currency", ""));
    }

    private static List<ListedInstrument> lists() throws IOException, SQLException {
        List<ListedInstrument> listed = new ArrayList<>();
        try (Stream<Path> files = Files.list(SharedData.file("instruments/tradeable_instruments"))) {
            for (Path file : files.sorted().toList()) {
                rows(file).forEach(row -> listed.add(listed(row)));
            }
        }
        return listed;
    }

    private static String venue(ListedInstrument row) {
        int colon = row.symbol().indexOf(':');
        return colon < 0 ? row.market() : row.symbol().substring(colon + 1);
    }

    private static boolean isAllowed(ListedInstrument row, String ticker) {
        Set<String> allowed = ALLOWED.get(venue(row));
        int dot = ticker.lastIndexOf('.');
        return allowed == null || (dot >= 0 && allowed.contains(ticker.substring(dot)));
    }

    /// The answers are another matcher's, which crosses exchanges in places and takes no quote unit from names.
    @Test
    void knownAnswersAreFound() throws IOException, SQLException {
        Matcher matcher = Listed.matcher(SourceIndex.of(tree()));
        Set<List<String>> listed = lists().stream().map(RealListsTest::key).collect(Collectors.toSet());
        int known = 0;
        for (Map<String, String> answer : rows(SharedData.file("instruments/selected_matches.csv"))) {
            ListedInstrument row = listed(answer);
            if (listed.contains(key(row)) && isAllowed(row, answer.getOrDefault("matched_ticker", ""))) {
                Match match = matcher.match(row);
                assertThat(match.entry().map(IndexEntry::path)).as("%s", answer).hasValue(answer.get("stooq_path"));
                assertSameCurrency(matcher, row, match.entry().orElseThrow(), answer);
                known++;
            }
        }
        assertThat(known).isEqualTo(221);
    }

    private static List<String> key(ListedInstrument row) {
        return List.of(row.symbol(), row.isin());
    }

    private static void assertSameCurrency(
            Matcher matcher, ListedInstrument row, IndexEntry entry, Map<String, String> answer) {
        CurrencyResolution ours =
                CurrencyResolution.of(row, matcher.wanted(row), entry.region(), LseCurrencyPolicy.BROKER);
        assertThat(ours.inferred()).isEqualTo(answer.get("inferred_currency"));
        if (ours.status().equals("quote_unit")) {
            assertThat(answer).containsEntry("currency_status", "inferred_only");
            assertThat(ours.resolved()).isEqualTo(row.quoteUnit());
        } else {
            assertThat(answer)
                    .containsEntry("currency_status", ours.status())
                    .containsEntry("resolved_currency", ours.resolved());
        }
    }

    @Test
    void noneCrossesToAnotherExchangeAndEveryMissHasAReason() throws IOException, SQLException {
        Matcher matcher = Listed.matcher(SourceIndex.of(tree()));
        Map<String, Long> outcomes = new TreeMap<>();
        for (ListedInstrument row : lists()) {
            Match match = matcher.match(row);
            match.entry()
                    .ifPresent(entry -> assertThat(isAllowed(row, entry.ticker()))
                            .as("%s is %s", row, entry.ticker())
                            .isTrue());
            outcomes.merge(match.isMatched() ? match.strategy() : match.reason(), 1L, Long::sum);
        }
        assertThat(outcomes.values().stream().mapToLong(count -> count).sum()).isEqualTo(3_348);
        assertThat(outcomes)
                .containsEntry("ticker", 157L)
                .containsEntry("base_market", 183L)
                .containsEntry("alias", 1L)
                .containsEntry("other_listing_only", 3L)
                .doesNotContainKeys("", "unknown_market", "ambiguous_variants", "missing_symbol");
    }

    @Test
    void everyMarketOfTheListsIsUnderstood() throws IOException, SQLException {
        Matcher matcher = Listed.matcher(SourceIndex.of(List.of()));
        for (ListedInstrument row : lists()) {
            WantedExtensions wanted = matcher.wanted(row);
            assertThat(wanted.isEmpty()).as("%s", row).isFalse();
            assertThat(isAllowed(row, "X" + wanted.extensions().getFirst()))
                    .as("%s", row)
                    .isTrue();
        }
    }

    @Test
    void pricesOfLondonStateTheirUnit() throws IOException, SQLException {
        Map<String, Long> units = lists().stream()
                .filter(row -> row.market().equals("LSE"))
                .collect(Collectors.groupingBy(ListedInstrument::quoteUnit, Collectors.counting()));
        assertThat(units).containsOnlyKeys("GBX", "USD", "GBP", "EUR");
    }
}
