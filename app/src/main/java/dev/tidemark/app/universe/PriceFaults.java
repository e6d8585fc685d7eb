package dev.tidemark.app.universe;

import dev.tidemark.lake.table.Table;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.recipes.universe.TableTexts;
import dev.tidemark.sources.universe.SourceFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Faults of the files that are diagnosed as broken. What an earlier run said of one that was not read now is said
/// again; if it said nothing, the file is read once more.
final class PriceFaults {
    private final Map<String, SourceFault> past = new HashMap<>();

    /// @param past faults of an earlier run
    PriceFaults(List<SourceFault> past) {
        past.forEach(fault -> this.past.put(key(HiddenFiles.pathOf(fault.file()), fault.reason()), fault));
    }

    private static String key(String path, String reason) {
        return path + "\n" + reason;
    }

    /// The faults of all files that a table of diagnoses says are broken, and of those that were read, by path.
    List<SourceFault> of(Table diagnostics, TreePrices prices) {
        SortedMap<String, SourceFault> known = new TreeMap<>();
        for (int row = 0; row < diagnostics.rows(); row++) {
            String path = TableTexts.of(diagnostics, "stooq_path", row);
            String status = TableTexts.of(diagnostics, "data_status", row);
            if (status.startsWith(PriceDiagnosis.ERROR) && (prices.isHidden(path) || !prices.isRead(path))) {
                SourceFault fault = past.get(key(path, status.substring(PriceDiagnosis.ERROR.length())));
                boolean isStill =
                        fault != null && (prices.isHidden(path) || fault.file().equals(prices.name(path)));
                if (isStill) {
                    known.put(path, fault);
                } else {
                    prices.read(path);
                }
            }
        }
        SortedMap<String, SourceFault> all = new TreeMap<>(prices.faults());
        all.putAll(known);
        return List.copyOf(all.values());
    }
}
