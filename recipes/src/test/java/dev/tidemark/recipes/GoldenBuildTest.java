package dev.tidemark.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.io.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each recipe makes of one fixed world, and that nothing but the world decides it. A digest that changes here
/// changes in every lake: raise the recipe's version with it.
class GoldenBuildTest {
    private static final Map<String, String> CONTENTS = Map.ofEntries(
            Map.entry("bars/1d", "d8a513c9e4f27004"),
            Map.entry("bars/1m", "1749e0835c4d4815"),
            Map.entry("features/default", "d4c9f60585dd0702"),
            Map.entry("features/main", "7f98fffea6f3d2a3"),
            Map.entry("labels/default", "6507bc10ea14c7b5"),
            Map.entry("labels/fill", "2d5eb39f723e713e"),
            Map.entry("labels/main", "ea5674e18b849539"),
            Map.entry("panel/1d", "00c2cadfba59a764"),
            Map.entry("panel/main", "7e46fcafec2be800"),
            Map.entry("schedule/SHFE.cu", "28d17d54865442bf"),
            Map.entry("ticks/main_l5", "618e2348d4492cbc"));

    @TempDir
    Path folder;

    @Test
    void eachRecipeMakesWhatItAlwaysMade() {
        assertThat(GoldenBuild.run(folder.resolve("lake"), 2, 0).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, made -> made.getValue().contents())))
                .isEqualTo(CONTENTS);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, tr-TR, Asia/Kolkata", "3, 2, ar-EG-u-nu-arab, America/New_York"})
    void threadsOrderLocaleAndZoneDoNotShow(int threads, long order, String locale, String zone) {
        SortedMap<String, GoldenBuild.Made> usual = GoldenBuild.run(folder.resolve("usual"), 2, 0);
        Locale usualLocale = Locale.getDefault();
        TimeZone usualZone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            assertThat(GoldenBuild.run(folder.resolve("other"), threads, order)).isEqualTo(usual);
        } finally {
            Locale.setDefault(usualLocale);
            TimeZone.setDefault(usualZone);
        }
    }

    @Test
    void anotherProcessMakesTheSameBytes() throws IOException, InterruptedException {
        ProcessBuilder builder =
                Jvm.of(GoldenBuild.class, folder.resolve("other").toString(), "4", "7");
        List<String> command = new ArrayList<>(builder.command());
        command.addAll(1, List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kolkata", "-Xint"));
        Process process = builder.command(command).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(printed.strip())
                .isEqualTo(GoldenBuild.run(folder.resolve("usual"), 2, 0).toString());
    }
}
