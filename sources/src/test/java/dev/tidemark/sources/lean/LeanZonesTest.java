package dev.tidemark.sources.lean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.sources.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class LeanZonesTest {
    private static final Pattern ENTRY =
            Pattern.compile("\"(\\w+)-(\\w+)-([^\"]+)\": \\{\\s*\"dataTimeZone\": \"([^\"]+)\"");

    @Test
    void marketsHaveTheZonesTheirFilesAreWrittenIn() {
        assertThat(LeanZones.of(LeanClass.EQUITY, "usa", "aapl")).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(LeanZones.of(LeanClass.EQUITY, "india", "cccl")).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(LeanZones.of(LeanClass.INDEX, "usa", "spx")).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(LeanZones.of(LeanClass.INDEX, "usa", "rut")).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(LeanZones.of(LeanClass.FUTURE, "comex", "gc")).isEqualTo(ZoneOffset.UTC);
        assertThat(LeanZones.of(LeanClass.FUTURE, "cme", "es")).isEqualTo(ZoneOffset.UTC);
        assertThat(LeanZones.of(LeanClass.FOREX, "oanda", "eurusd")).isEqualTo(ZoneOffset.UTC);
        assertThat(LeanZones.of(LeanClass.CRYPTO, "coinbase", "btcusd")).isEqualTo(ZoneOffset.UTC);
        assertThat(LeanZones.of(LeanClass.FOREX, "fxcm", "gbpusd")).isEqualTo(ZoneOffset.ofHours(-5));
    }

    /// Every instrument of LEAN's own table, classes that are not imported apart.
    @Test
    void theTableIsThatOfLean() throws IOException {
        Path archive = SharedData.need("reference/lean/market-hours/market-hours-database.json.zip");
        int compared = 0;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            var entry = zip.entries().nextElement();
            Matcher entries =
                    ENTRY.matcher(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            while (entries.find()) {
                Optional<LeanClass> assetClass = LeanClass.of(entries.group(1).toLowerCase(Locale.ROOT));
                if (assetClass.isPresent()) {
                    String ticker = entries.group(3).toLowerCase(Locale.ROOT);
                    ZoneId ours = LeanZones.of(assetClass.get(), entries.group(2), ticker);
                    ZoneId theirs = ZoneId.of(entries.group(4));
                    assertThat(areSame(ours, theirs))
                            .as("%s: %s, not %s", entries.group(), theirs, ours)
                            .isTrue();
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private static boolean areSame(ZoneId one, ZoneId other) {
        return one.getRules().equals(other.getRules())
                || (one.getRules().isFixedOffset()
                        && other.getRules().isFixedOffset()
                        && one.getRules()
                                .getOffset(Instant.EPOCH)
                                .equals(other.getRules().getOffset(Instant.EPOCH)));
    }
}
