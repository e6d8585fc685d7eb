package dev.tidemark.sources.lean;

import dev.tidemark.market.TableLines;
import dev.tidemark.market.TableLines.Line;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/// The zones that times in files are written in, by class, market and ticker: the table `zones.txt`, else UTC.
final class LeanZones {
    private static final String OTHERS = "*";
    private static final Map<String, ZoneId> ZONES = read();

    private LeanZones() {}

    private static Map<String, ZoneId> read() {
        Map<String, ZoneId> zones = new HashMap<>();
        for (Line line : TableLines.resource(LeanZones.class, "zones.txt")) {
            String[] words = line.text().split("\\s+", -1);
            for (String ticker : words[2].split(",", -1)) {
                zones.put(key(words[0], words[1], ticker), ZoneId.of(words[3]));
            }
        }
        return Map.copyOf(zones);
    }

    private static String key(String assetClass, String market, String ticker) {
        return assetClass + "/" + market + "/" + ticker;
    }

    /// The zone of an instrument's files; market and ticker in lower case.
    static ZoneId of(LeanClass assetClass, String market, String ticker) {
        ZoneId zone = ZONES.get(key(assetClass.text(), market, ticker));
        return zone != null ? zone : ZONES.getOrDefault(key(assetClass.text(), market, OTHERS), ZoneOffset.UTC);
    }
}
