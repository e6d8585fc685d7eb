package dev.tidemark.market.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.market.Timeframe;
import dev.tidemark.market.calendar.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// Real daily bars of London, whose defects are known.
class RealBarsIT {
    private static final String LONDON = "stooq-daily/vintage-2025-10-03/d_uk_txt.zip";

    /// Counts of all series by code; a sample of each.
    private static void check(SomeBars bars, Map<String, Long> counts, Map<String, Sample> samples) {
        BarRules rules = new BarRules(Findings.EQUITY, Timeframe.DAILY, Optional.of(Findings.market("LSE", "")), true);
        rules.accept(bars.block());
        for (RuleFinding finding : rules.findings()) {
            counts.merge(finding.code(), finding.count(), Long::sum);
            samples.putIfAbsent(finding.code(), finding.samples().getFirst());
        }
    }

    private static SomeBars bars(String text) {
        List<String> lines = text.lines().skip(1).toList();
        SomeBars bars = SomeBars.at(new long[lines.size()]);
        for (int i = 0; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            bars.ts[i] =
                    LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE).toEpochDay() * SomeBars.DAY;
            bars.open[i] = Double.parseDouble(fields[4]);
            bars.high[i] = Double.parseDouble(fields[5]);
            bars.low[i] = Double.parseDouble(fields[6]);
            bars.close[i] = Double.parseDouble(fields[7]);
            bars.volume[i] = Double.parseDouble(fields[8]);
        }
        return bars;
    }

    @Test
    void theDefectsOfLondonAreFound() throws IOException {
        Map<String, Long> counts = new HashMap<>();
        Map<String, Sample> samples = new HashMap<>();
        try (ZipFile zip = new ZipFile(SharedData.file(LONDON).toFile())) {
            for (var entry :
                    zip.stream().filter(file -> file.getName().endsWith(".txt")).toList()) {
                check(
                        bars(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)),
                        counts,
                        samples);
            }
        }
        // Counted apart from this code, by a plain script over the same files.
        assertThat(counts)
                .containsEntry("extreme_returns", 1061L)
                .containsEntry("price_continuity", 10_328L)
                .containsEntry("split_like_jump", 2L)
                .containsEntry("volume_spikes", 6413L)
                .containsEntry("price_staleness", 311L)
                .containsEntry("zero_volume_run", 9409L)
                .containsEntry("price_consistency", 1L)
                .containsEntry("weekend_trading", 7L)
                .doesNotContainKeys(
                        "duplicate_timestamps",
                        "chronological_order",
                        "null_values",
                        "negative_prices",
                        "negative_volume");
        assertThat(samples.get("price_consistency").ts()).isEqualTo(SomeBars.micros("2009-12-11"));
        assertThat(samples.get("weekend_trading"))
                .isEqualTo(new Sample(SomeBars.micros("2016-06-19"), "date 2016-06-19 SUNDAY"));
    }
}
