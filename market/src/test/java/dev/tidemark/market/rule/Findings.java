package dev.tidemark.market.rule;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Short ways to findings.
final class Findings {
    static final RuleSettings EQUITY = RuleSettings.preset("equity");

    private Findings() {}

    static Market market(String exchange, String product) {
        return Markets.shipped().find(exchange, product).orElseThrow();
    }

    static List<RuleFinding> of(SomeBars bars) {
        return of(bars, EQUITY, Timeframe.DAILY);
    }

    /// Of adjusted prices, without a market.
    static List<RuleFinding> of(SomeBars bars, RuleSettings settings, Timeframe timeframe) {
        return of(bars, new BarRules(settings, timeframe, Optional.empty(), true));
    }

    static List<RuleFinding> of(SomeBars bars, Timeframe timeframe, Market market) {
        return of(bars, new BarRules(EQUITY, timeframe, Optional.of(market), true));
    }

    private static List<RuleFinding> of(SomeBars bars, BarRules rules) {
        rules.accept(bars.block());
        return rules.findings();
    }

    /// What the detectors say of all rows.
    static List<Anomaly> anomalies(SomeBars bars, AnomalySettings settings) {
        List<Anomaly> found = new ArrayList<>();
        Anomalies anomalies = new Anomalies(settings, found::add);
        anomalies.accept(bars.block());
        anomalies.end();
        return found;
    }

    static Map<String, Long> counts(List<RuleFinding> findings) {
        return findings.stream().collect(Collectors.toMap(RuleFinding::code, RuleFinding::count));
    }

    static long count(List<RuleFinding> findings, String code) {
        return counts(findings).getOrDefault(code, 0L);
    }

    static RuleFinding only(List<RuleFinding> findings, String code) {
        return findings.stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + findings));
    }
}
