package dev.tidemark.sources;

import dev.tidemark.market.Adjustment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a source says of its data, which is fixed for a dataset by its first import.
///
/// @param adjustment what prices of bars are adjusted for
/// @param quoteUnit  the unit of prices, such as `USD` or `GBX`; empty when nobody said it
/// @param session    the hours that bars cover, such as `regular` or `extended`
public record DatasetIdentity(Adjustment adjustment, String quoteUnit, String session) {
    /// Prices as traded, of the regular session.
    public static final DatasetIdentity AS_TRADED = new DatasetIdentity(Adjustment.NONE, "", "regular");

    private static final String LABEL = "start";
    private static final String UNSET = "unset";

    public DatasetIdentity withAdjustment(Adjustment other) {
        return new DatasetIdentity(other, quoteUnit, session);
    }

    public DatasetIdentity withQuoteUnit(String other) {
        return new DatasetIdentity(adjustment, other, session);
    }

    public DatasetIdentity withSession(String other) {
        return new DatasetIdentity(adjustment, quoteUnit, other);
    }

    /// The fields that a dataset of a shape records: adjustment, label and session of bars, and the quote unit where it
    /// was said.
    public SortedMap<String, String> fields(DatasetShape shape) {
        SortedMap<String, String> fields = new TreeMap<>();
        if (shape == DatasetShape.BARS) {
            fields.put("adjusted", adjustment.text());
        }
        if (shape.hasTimeframe()) {
            fields.put("label", LABEL);
            fields.put("session", session);
        }
        if (!quoteUnit.isEmpty()) {
            fields.put("quote_unit", quoteUnit);
        }
        return fields;
    }

    /// In which fields two identities differ, in words: `adjusted is splits in A and none in B`; a field that one of
    /// them does not have is `unset`. Empty when they agree.
    ///
    /// @param a     fields of one
    /// @param nameA what to call it
    /// @param b     fields of the other
    /// @param nameB what to call that
    public static List<String> differences(Map<String, String> a, String nameA, Map<String, String> b, String nameB) {
        TreeSet<String> fields = new TreeSet<>(a.keySet());
        fields.addAll(b.keySet());
        return fields.stream()
                .filter(field -> !Objects.equals(a.get(field), b.get(field)))
                .map(field -> field + " is " + a.getOrDefault(field, UNSET) + " in " + nameA + " and "
                        + b.getOrDefault(field, UNSET) + " in " + nameB)
                .toList();
    }
}
