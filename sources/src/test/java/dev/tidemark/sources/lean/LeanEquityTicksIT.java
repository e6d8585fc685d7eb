package dev.tidemark.sources.lean;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 1.3 million real ticks of equities, each compared with a plain reading.
class LeanEquityTicksIT {
    @Test
    void everyTickArrives(@TempDir Path folder) throws IOException {
        long trades = 25_351L + 88_172 + 24_293 + 33_381 + 27_042 + 250_601;
        LeanRealDataIT.check(
                folder, "equity-tick/lean", Map.of("ticks/trades", trades, "ticks/quotes", 1_296_004L - trades));
    }
}
