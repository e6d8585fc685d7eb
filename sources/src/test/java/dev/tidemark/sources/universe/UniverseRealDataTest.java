package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.sources.SharedData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The real tree and the real lists, where they are; counts are those of the data's own description.
class UniverseRealDataTest {
    @Test
    void theArchivesOfOctober2025() throws Exception {
        TreeScan scan = Trees.scan(SharedData.need("stooq-daily/vintage-2025-10-03"));
        PriceFile reader = new PriceFile(PriceDiagnosis.Scan::new, new StopSignal());
        TreeState state = StatCache.forgotten(SharedData.need("stooq-daily").resolve("unwritten"))
                .compare(scan);
        Map<String, Long> rows = new HashMap<>();
        long zeroVolumes = 0;
        for (int i = 0; i < scan.files().size(); i++) {
            TreeFile file = scan.files().get(i);
            PriceReading.Read found = (PriceReading.Read) reader.read(file);
            rows.merge(file.place().region(), found.diagnosis().rows(), Long::sum);
            zeroVolumes += zeroVolumes(found.diagnosis().flags());
            Digest digest = state.digest(i);
            assertThat(found.digest()).isEqualTo(digest);
            assertThat(found.bytes()).isEqualTo(file.size());
            assertThat(found.diagnosis().status()).isIn("ok", "warning", "empty");
            assertThat(found.diagnosis().flags()).doesNotContain("duplicate_dates", "invalid_rows", "non_");
        }

        assertThat(scan.files()).hasSize(33 + 197 + 2);
        assertThat(scan.faults()).isEmpty();
        assertThat(rows).containsExactlyInAnyOrderEntriesOf(Map.of("us", 115_772L, "uk", 427_056L, "pl", 1_474L));
        assertThat(zeroVolumes).isEqualTo(58_139);
    }

    private static long zeroVolumes(String flags) {
        for (String flag : flags.split(";", -1)) {
            if (flag.startsWith("zero_volume=")) {
                return Long.parseLong(flag.substring("zero_volume=".length()));
            }
        }
        return 0;
    }

    @Test
    void theListsOfTwoBrokers() {
        List<ListReading> lists = InstrumentLists.find(SharedData.need("instruments/tradeable_instruments")).stream()
                .map(InstrumentLists::read)
                .toList();

        assertThat(lists).allSatisfy(list -> assertThat(list.faults()).isEmpty());
        assertThat(lists).extracting(list -> list.rows().size()).containsExactly(2465, 273, 610);
        assertThat(lists.get(1).notes()).extracting(SourceFault::reason).containsOnly("duplicate_row");
        InstrumentRow gold = lists.get(1).rows().getFirst();
        assertThat(gold.symbol()).isEqualTo("4GLD:GR");
        assertThat(gold.currency()).isEqualTo("EUR");
    }
}
