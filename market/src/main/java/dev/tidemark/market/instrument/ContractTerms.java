package dev.tidemark.market.instrument;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where the terms of a contract are looked up: the registry row of the symbol, the registry row of `exchange.product`,
/// the shipped table.
final class ContractTerms {
    private static final String ANY_PRODUCT = "*";
    private static final Set<AssetClass> SHARES = Set.of(AssetClass.EQUITY, AssetClass.ETF, AssetClass.FUND);

    /// Terms of a product.
    ///
    /// @param tickSize   smallest step of a price, in the quote unit
    /// @param multiplier value of one quote unit for one contract
    record Terms(double tickSize, double multiplier) {}

    /// A value and where it was found.
    record Found(double value, TickSize.Source source) {}

    private record Product(String exchange, String product) {}

    private static final class Shipped {
        static final Map<Product, Terms> TERMS = load();

        private static Map<Product, Terms> load() {
            Map<Product, Terms> terms = new HashMap<>();
            for (Line line : TableLines.resource(ContractTerms.class, "contracts.txt")) {
                String[] words = line.text().split(" ", -1);
                for (String exchange : words[0].split(",", -1)) {
                    terms.put(
                            new Product(exchange, words[1]),
                            new Terms(Double.parseDouble(words[2]), Double.parseDouble(words[3])));
                }
            }
            return terms;
        }
    }

    private final InstrumentRegistry registry;

    /// The exchanges of the shipped table that list a product.
    static Set<String> exchangesOf(String product) {
        return Shipped.TERMS.keySet().stream()
                .filter(listed -> listed.product().equals(product))
                .map(Product::exchange)
                .collect(Collectors.toUnmodifiableSet());
    }

    ContractTerms(InstrumentRegistry registry) {
        this.registry = registry;
    }

    Optional<Found> find(
            String symbol,
            LocalDate tradingDay,
            Function<Instrument, OptionalDouble> ofRow,
            Function<Terms, Double> ofTerms) {
        Optional<Instrument> row = registry.find(symbol, tradingDay);
        OptionalDouble own = row.map(ofRow).orElse(OptionalDouble.empty());
        if (own.isPresent()) {
            return Optional.of(new Found(own.getAsDouble(), TickSize.Source.SYMBOL));
        }
        Product product = product(symbol, row);
        OptionalDouble ofProduct = registry.find(product.exchange() + "." + product.product(), tradingDay)
                .map(ofRow)
                .orElse(OptionalDouble.empty());
        if (ofProduct.isPresent()) {
            return Optional.of(new Found(ofProduct.getAsDouble(), TickSize.Source.PRODUCT));
        }
        return shipped(symbol, product, row).map(terms -> new Found(ofTerms.apply(terms), TickSize.Source.SHIPPED));
    }

    private static Product product(String symbol, Optional<Instrument> row) {
        String exchange = row.map(Instrument::exchange).orElse("");
        String product = row.map(Instrument::product).orElse("");
        return new Product(
                exchange.isEmpty() ? Symbols.exchangeOf(symbol) : exchange,
                product.isEmpty() ? Symbols.productOf(symbol) : product);
    }

    private static Optional<Terms> shipped(String symbol, Product product, Optional<Instrument> row) {
        Terms exact = Shipped.TERMS.get(product);
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<AssetClass> assetClass = row.flatMap(Instrument::assetClass);
        boolean isShare = assetClass.map(SHARES::contains).orElse(!symbol.startsWith("^"));
        String market = row.map(Instrument::exchange)
                .filter(exchange -> !exchange.isEmpty())
                .orElse(Symbols.extensionOf(symbol));
        return isShare ? Optional.ofNullable(Shipped.TERMS.get(new Product(market, ANY_PRODUCT))) : Optional.empty();
    }
}
