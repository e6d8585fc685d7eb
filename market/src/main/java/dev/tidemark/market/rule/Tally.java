package dev.tidemark.market.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Counts what one rule finds and keeps the first samples by time; of equal times the first that came. A code that is
/// switched off counts nothing.
final class Tally {
    private final RuleCode code;
    private final Severity severity;
    private final boolean isOn;
    private final List<Sample> samples = new ArrayList<>(0);
    private Supplier<String> share = () -> "";
    private long count;

    Tally(RuleCode code, Optional<Severity> severity) {
        this.code = code;
        this.severity = severity.orElse(code.severity());
        this.isOn = severity.isPresent();
    }

    /// Counts a row.
    ///
    /// @return whether it becomes a sample, to be given to [#keep]; its text is made only then
    boolean hit(long ts) {
        if (!isOn) {
            return false;
        }
        count++;
        return samples.size() < RuleFinding.MOST_SAMPLES
                || ts < samples.getLast().ts();
    }

    void keep(long ts, String values) {
        int place = samples.size();
        while (place > 0 && samples.get(place - 1).ts() > ts) {
            place--;
        }
        samples.add(place, new Sample(ts, values));
        if (samples.size() > RuleFinding.MOST_SAMPLES) {
            samples.removeLast();
        }
    }

    long count() {
        return count;
    }

    /// Puts something that is true of all of them behind each sample's values, such as their share.
    void sayOfAll(Supplier<String> text) {
        share = () -> " " + text.get();
    }

    /// The finding, if there is one.
    Optional<RuleFinding> finding() {
        if (count == 0) {
            return Optional.empty();
        }
        String ofAll = share.get();
        List<Sample> shown = samples.stream()
                .map(sample -> new Sample(sample.ts(), sample.values() + ofAll))
                .toList();
        return Optional.of(new RuleFinding(code.text(), severity, count, shown));
    }
}
