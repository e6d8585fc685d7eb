package dev.tidemark.recipes;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What features and labels record of their origin, so that only those that belong together are joined.
final class BuildId {
    static final String SCHEDULE_HASH = "schedule_hash";

    private static final List<String> OF_SOURCE =
            List.of(SCHEDULE_HASH, ContinuousRecipe.L5_START, ContinuousRecipe.SCHEDULE_ROWS);

    private BuildId() {}

    /// The attributes of a series made from ticks: what the ticks record of their schedule, the schema's hash, and the
    /// build's id: the first 16 hex digits of the SHA-256 over symbol, kind, schedule hash and parameters.
    static SortedMap<String, String> attributes(
            Snapshot snapshot, TickInput ticks, String symbol, String kind, Schema schema, List<String> parameters) {
        SortedMap<String, String> attributes = new TreeMap<>();
        SortedMap<String, String> ofSource = snapshot.series(new SeriesKey(ticks.dataset(), symbol))
                .map(Series::attributes)
                .orElseGet(TreeMap::new);
        for (String name : OF_SOURCE) {
            String value = ofSource.get(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        List<String> words = new ArrayList<>(List.of(symbol, kind, attributes.getOrDefault(SCHEDULE_HASH, "")));
        words.addAll(parameters);
        attributes.put(
                "build_id",
                Digest.of(String.join(",", words).getBytes(StandardCharsets.UTF_8))
                        .shortHex());
        attributes.put("schema_hash", schema.hash());
        return attributes;
    }
}
