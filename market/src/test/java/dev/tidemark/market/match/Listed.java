package dev.tidemark.market.match;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Rows and indices in few words.
final class Listed {
    private static final Map<String, String> REGIONS = Map.of(".US", "us", ".UK", "uk", ".PL", "pl");

    /// The index of the specification's examples.
    static final SourceIndex SPECIFIED = index(
            "AAPL.US=US0378331005 MSFT.US ASML.US BHP.US VOD.UK ALV.DE BRK-B.US SHOP.TO SHOP.US NESN.CH META.US CDR.PL"
                    + " MC.FR ABI.BE TSCO.UK=GB00BLGZ9862 TSCO.US=US8923561067 LVUS.US 4GLD.DE QBTS.US RR.UK BBD-B.TO"
                    + " LABC.US");

    private Listed() {}

    /// A row that has only a symbol and a market.
    static ListedInstrument row(String symbol, String market) {
        return row(symbol, market, "");
    }

    static ListedInstrument row(String symbol, String market, String isin) {
        return ListedInstrument.of(symbol, isin, market, "", "");
    }

    /// One file for each of the blank-separated words `TICKER` or `TICKER=ISIN`.
    static SourceIndex index(String words) {
        return SourceIndex.of(entries(words));
    }

    static List<IndexEntry> entries(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> {
                    String[] parts = (word + "=").split("=", -1);
                    return entry(parts[0], "stocks", parts[1]);
                })
                .toList();
    }

    /// A file in the folder of its region and a category.
    static IndexEntry entry(String ticker, String category, String isin) {
        String extension = ticker.contains(".") ? ticker.substring(ticker.lastIndexOf('.')) : "";
        String region = REGIONS.getOrDefault(extension, "world");
        String path = "data/daily/" + region + "/" + category + "/" + ticker + ".txt";
        return new IndexEntry(ticker, path, region, category, isin);
    }

    /// The same file in a folder of bars of five minutes.
    static IndexEntry intraday(IndexEntry daily) {
        String path = daily.path().replace("/daily/", "/5 min/");
        return new IndexEntry(daily.ticker(), path, daily.region(), daily.category(), daily.isin());
    }

    static Matcher matcher(SourceIndex index) {
        return new Matcher(index, MatchTables.shipped());
    }

    /// The match in one line: `TICKER strategy`, or `reason (CANDIDATE, CANDIDATE)`.
    static String told(Match match) {
        return match.entry()
                .map(entry -> entry.ticker() + " " + match.strategy())
                .orElseGet(() -> match.reason()
                        + (match.candidates().isEmpty() ? "" : " (" + String.join(", ", match.candidates()) + ")"));
    }

    static String told(SourceIndex index, ListedInstrument instrument) {
        return told(matcher(index).match(instrument));
    }
}
