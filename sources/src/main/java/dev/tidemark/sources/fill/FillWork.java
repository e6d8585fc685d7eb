package dev.tidemark.sources.fill;

import dev.tidemark.market.gap.FillMethod;

/// What is to be done with imputed bars.
public sealed interface FillWork {
    /// Make those that are missing.
    record Fill(FillMethod method) implements FillWork {
        @Override
        public String text() {
            return "fill " + method.text();
        }
    }

    /// Take out those that there are, whatever method made them.
    record Remove() implements FillWork {
        @Override
        public String text() {
            return "fill --remove";
        }
    }

    /// What commits say of it.
    String text();
}
