package dev.tidemark.market.gap;

import java.util.Locale;

/// What to think of the completeness of one or many days of ticks.
///
/// @param engineering of ticks outside sessions: an error above 60 seconds, a warning above 0
/// @param policy      of what is missing inside days: an error with a gap above 30 seconds, or when a tenth of the
///                    seconds lacks one of two due ticks; a warning from a fiftieth on, or above 500 gaps a day
/// @param source      of days that are missing altogether: a warning
/// @param reason      why the worst of the three is what it is
public record CompletenessVerdict(State engineering, State policy, State source, Reason reason) {
    private static final long MOST_OUTSIDE_SECONDS = 60;
    private static final double HALF_SECONDS_ERROR = 0.10;
    private static final double HALF_SECONDS_WARN = 0.02;
    private static final long MOST_GAPS_A_DAY = 500;

    /// From well to bad.
    public enum State {
        OK,
        WARN,
        ERROR;

        /// The stable lower-case name.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Why, and what to do; the lower-case name is stable. Errors come before warnings, each in this order.
    public enum Reason {
        QUALITY_OK(State.OK, "nothing to do"),
        OUTSIDE_SESSIONS_BLOCK(State.ERROR, "check the product's sessions and the zone of the source's times"),
        MISSING_HALF_SECONDS_BLOCK(State.ERROR, "fetch these days again from the source"),
        GAP_GT30_BLOCK(State.ERROR, "fetch these gaps again from the source"),
        OUTSIDE_SESSIONS_WARN(State.WARN, "check the product's sessions"),
        MISSING_HALF_SECONDS_INFO(State.WARN, "accept it, or fetch these days again from the source"),
        SOURCE_MISSING_DAYS_WARN(State.WARN, "fetch the missing days, or accept that the source lacks them");

        private final State state;
        private final String hint;

        Reason(State state, String hint) {
            this.state = state;
            this.hint = hint;
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// How bad it is.
        public State state() {
            return state;
        }

        /// What to do, in words.
        public String hint() {
            return hint;
        }
    }

    /// Judges what days add up to; of no day, all is well.
    public static CompletenessVerdict of(CompletenessTotals totals) {
        State engineering = engineering(totals);
        State policy = policy(totals);
        State source = totals.missingDays() > 0 ? State.WARN : State.OK;
        return new CompletenessVerdict(engineering, policy, source, reason(totals, engineering, policy, source));
    }

    private static State engineering(CompletenessTotals totals) {
        if (totals.outsideSeconds() > MOST_OUTSIDE_SECONDS) {
            return State.ERROR;
        }
        return totals.outsideSeconds() > 0 ? State.WARN : State.OK;
    }

    private static State policy(CompletenessTotals totals) {
        double half = totals.halfSecondRatio();
        if (totals.gapsOver30() > 0 || half >= HALF_SECONDS_ERROR) {
            return State.ERROR;
        }
        boolean isBroken = totals.gaps() > MOST_GAPS_A_DAY * totals.days();
        return half >= HALF_SECONDS_WARN || isBroken ? State.WARN : State.OK;
    }

    private static Reason reason(CompletenessTotals totals, State engineering, State policy, State source) {
        if (engineering == State.ERROR) {
            return Reason.OUTSIDE_SESSIONS_BLOCK;
        }
        if (policy == State.ERROR) {
            return totals.halfSecondRatio() >= HALF_SECONDS_ERROR
                    ? Reason.MISSING_HALF_SECONDS_BLOCK
                    : Reason.GAP_GT30_BLOCK;
        }
        if (engineering == State.WARN) {
            return Reason.OUTSIDE_SESSIONS_WARN;
        }
        if (policy == State.WARN) {
            return Reason.MISSING_HALF_SECONDS_INFO;
        }
        return source == State.WARN ? Reason.SOURCE_MISSING_DAYS_WARN : Reason.QUALITY_OK;
    }

    /// The worst of the three.
    public State overall() {
        return reason.state();
    }
}
