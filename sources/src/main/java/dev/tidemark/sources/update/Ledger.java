package dev.tidemark.sources.update;

import dev.tidemark.sources.provider.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is known of the times of one series: which were asked for and answered, which the provider has nothing for,
/// which failed and why, and where rows were rejected. Lives in the attributes of the series' manifest. Immutable.
///
/// @param covered    times that a whole, well-formed answer spoke of
/// @param knownEmpty expected bars that a whole answer did not have, a day and more after they ended
/// @param failed     times without an answer, with the reason's code
/// @param quarantined bars that were rejected
public record Ledger(
        IntervalSet covered, IntervalSet knownEmpty, SortedMap<String, IntervalSet> failed, IntervalSet quarantined) {
    public static final Ledger EMPTY =
            new Ledger(IntervalSet.EMPTY, IntervalSet.EMPTY, new TreeMap<>(), IntervalSet.EMPTY);

    private static final String PREFIX = "ledger.";
    private static final String COVERED = PREFIX + "covered";
    private static final String KNOWN_EMPTY = PREFIX + "known_empty";
    private static final String FAILED = PREFIX + "failed.";
    private static final String QUARANTINED = PREFIX + "quarantined";

    /// How a bar or a gap stands. The lower-case name is stable.
    public enum State {
        /// In no interval: to be fetched.
        MISSING,
        KNOWN_EMPTY,
        FAILED,
        QUARANTINED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads it from the attributes of a series; one without has an empty ledger.
    public static Ledger of(Map<String, String> attributes) {
        SortedMap<String, IntervalSet> failed = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (name.startsWith(FAILED)) {
                failed.put(name.substring(FAILED.length()), IntervalSet.parse(value));
            }
        });
        return new Ledger(
                IntervalSet.parse(attributes.getOrDefault(COVERED, "")),
                IntervalSet.parse(attributes.getOrDefault(KNOWN_EMPTY, "")),
                failed,
                IntervalSet.parse(attributes.getOrDefault(QUARANTINED, "")));
    }

    /// The attributes of a series with this ledger in the place of another one.
    public SortedMap<String, String> in(Map<String, String> attributes) {
        SortedMap<String, String> all = new TreeMap<>(attributes);
        all.keySet().removeIf(name -> name.startsWith(PREFIX));
        put(all, COVERED, covered);
        put(all, KNOWN_EMPTY, knownEmpty);
        failed.forEach((reason, times) -> put(all, FAILED + reason, times));
        put(all, QUARANTINED, quarantined);
        return all;
    }

    private static void put(Map<String, String> attributes, String name, IntervalSet times) {
        if (!times.isEmpty()) {
            attributes.put(name, times.text());
        }
    }

    /// All times without an answer.
    public IntervalSet allFailed() {
        List<IntervalSet.Interval> all = new ArrayList<>();
        failed.values().forEach(times -> all.addAll(times.intervals()));
        return IntervalSet.of(all);
    }

    /// What is to be asked for again: failed and quarantined times.
    public IntervalSet toRetry() {
        return allFailed().plus(quarantined);
    }

    /// A whole answer spoke of these times, and all bars it had were good.
    ///
    /// @param empty expected bars among them that it did not have, long after they ended
    public Ledger answered(IntervalSet times, IntervalSet empty, IntervalSet rejected) {
        return new Ledger(
                covered.plus(times),
                knownEmpty.minus(times).plus(empty),
                withoutFailed(times),
                quarantined.minus(times).plus(rejected));
    }

    private SortedMap<String, IntervalSet> withoutFailed(IntervalSet times) {
        SortedMap<String, IntervalSet> rest = new TreeMap<>();
        failed.forEach((reason, set) -> {
            IntervalSet left = set.minus(times);
            if (!left.isEmpty()) {
                rest.put(reason, left);
            }
        });
        return rest;
    }

    /// No answer came for these times. What was known of them stays known.
    public Ledger failed(IntervalSet times, Fault reason) {
        SortedMap<String, IntervalSet> all = withoutFailed(times);
        all.merge(reason.code(), times, IntervalSet::plus);
        return new Ledger(covered, knownEmpty, all, quarantined);
    }

    /// How an expected bar that is not stored stands.
    public State stateOf(long micros) {
        if (quarantined.holds(micros)) {
            return State.QUARANTINED;
        }
        if (failed.values().stream().anyMatch(times -> times.holds(micros))) {
            return State.FAILED;
        }
        return knownEmpty.holds(micros) ? State.KNOWN_EMPTY : State.MISSING;
    }
}
