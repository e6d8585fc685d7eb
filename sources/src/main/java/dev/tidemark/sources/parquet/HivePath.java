package dev.tidemark.sources.parquet;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.TidemarkException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the folders of a file say, `bars/timeframe=1d/symbol=AAPL.US/month=2024-01/part.parquet`.
///
/// @param keys  names and values of folders `name=value`, decoded, the outermost first
/// @param group the folder before the first of them; empty without one
record HivePath(Map<String, String> keys, String group) {
    private static final Set<String> MEMBERS = Set.of("timeframe", "series");

    HivePath {
        keys = Map.copyOf(keys);
    }

    static HivePath of(Path file) {
        Map<String, String> keys = new LinkedHashMap<>();
        String group = "";
        String before = "";
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder != null) {
            for (Path part : folder) {
                String name = part.toString();
                int equals = name.indexOf('=');
                if (equals > 0) {
                    group = keys.isEmpty() ? before : group;
                    keys.put(name.substring(0, equals).toLowerCase(Locale.ROOT), decoded(name.substring(equals + 1)));
                }
                before = name;
            }
        }
        return new HivePath(keys, group);
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (encoded[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(encoded[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /// The value of a key.
    Optional<String> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /// The dataset that group and member name.
    Optional<DatasetName> dataset() {
        for (String member : MEMBERS) {
            if (keys.containsKey(member) && !group.isEmpty()) {
                try {
                    return Optional.of(new DatasetName(group, keys.getOrDefault(member, "")));
                } catch (TidemarkException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// How the tree is cut: the size whose folder the file lies in, if the folder's value is a label of it.
    Optional<ChunkSize> cut() {
        for (ChunkSize size : ChunkSize.values()) {
            String label = keys.getOrDefault(size.folderKey(), "");
            if (size != ChunkSize.ALL && size.isLabel(label)) {
                return Optional.of(size);
            }
        }
        return Optional.empty();
    }
}
