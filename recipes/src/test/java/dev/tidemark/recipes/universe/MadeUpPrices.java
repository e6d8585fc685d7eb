package dev.tidemark.recipes.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.market.match.PriceDiagnosis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Price files that a test makes up: the text of each is its status and its number of rows, such as `ok 3`.
final class MadeUpPrices implements PriceFiles {
    private static final long FIRST_DAY = 19_724; // 2024-01-02

    final SortedMap<String, String> files = new TreeMap<>();
    /// The files that were read, in this order.
    final List<String> read = new ArrayList<>();

    /// What reading gives instead of what digests say, for files that change meanwhile.
    final SortedMap<String, String> changing = new TreeMap<>();

    String rule = "";

    /// Rules of single files.
    final SortedMap<String, String> rules = new TreeMap<>();

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public String rule(String path) {
        return rules.getOrDefault(path, "");
    }

    @Override
    public Optional<Digest> known(String path) {
        return Optional.ofNullable(files.get(path)).map(MadeUpPrices::digestOf);
    }

    @Override
    public Optional<Digest> digest(String path) {
        return known(path);
    }

    @Override
    public PriceFacts read(String path) {
        read.add(path);
        String text = changing.getOrDefault(path, files.getOrDefault(path, ""));
        if (text.isEmpty()) {
            return new PriceFacts(Optional.empty(), PriceDiagnosis.MISSING_FILE, Optional.empty(), 0);
        }
        String[] words = text.split(" ", -1);
        long rows = Long.parseLong(words[1]);
        long none = PriceDiagnosis.NO_DAY;
        PriceDiagnosis diagnosis = new PriceDiagnosis(
                words[0], rule, rows == 0 ? none : FIRST_DAY, rows == 0 ? none : FIRST_DAY + rows - 1, rows);
        return diagnosis.isError()
                ? new PriceFacts(Optional.of(digestOf(text)), diagnosis, Optional.empty(), 0)
                : new PriceFacts(Optional.of(digestOf(text)), diagnosis, Optional.of(digestOf("export " + text)), rows);
    }

    static Digest digestOf(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
