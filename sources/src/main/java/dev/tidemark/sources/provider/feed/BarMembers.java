package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.ProviderException;
import tools.jackson.databind.JsonNode;

/// The names of a bar's values in a JSON object.
///
/// @param volume empty when the provider has none for the symbol
record BarMembers(String open, String high, String low, String close, String volume) {
    static final BarMembers PLAIN = new BarMembers("open", "high", "low", "close", "volume");
    static final BarMembers WITHOUT_VOLUME = new BarMembers("open", "high", "low", "close", "");

    /// Adds the bar of an object.
    void add(BarRows rows, long micros, JsonNode bar) throws ProviderException {
        rows.add(
                micros,
                number(bar, open),
                number(bar, high),
                number(bar, low),
                number(bar, close),
                volume.isEmpty() ? Double.NaN : Answers.volume(number(bar, volume)));
    }

    /// A value of the object; NaN for null.
    static double number(JsonNode bar, String name) throws ProviderException {
        return Answers.number(Answers.member(bar, name), name);
    }
}
