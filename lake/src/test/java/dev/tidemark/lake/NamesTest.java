package dev.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names become folders: none may leave the lake, and no two may meet.
class NamesTest {
    private static final DatasetName DATASET = DatasetName.parse("bars/1d");
    private static final String SYMBOL_START = "bars/timeframe=1d/symbol=";

    /// Texts that are likely to be trouble: separators, dots, percent signs, words of Hive readers, halves of
    /// characters.
    @Provide
    Arbitrary<String> troublesome() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(
                        ".",
                        "..",
                        "/",
                        "\\",
                        "%",
                        "%2F",
                        "%2E",
                        "=",
                        "symbol=",
                        " ",
                        "\t",
                        "\n",
                        "\u0000",
                        "\u0085",
                        "~",
                        "$",
                        ":",
                        "*",
                        "\ud800",
                        "\udc00",
                        "\ud83d\ude00",
                        "é",
                        "e\u0301",
                        "中",
                        "\u202e",
                        "\u2028",
                        "NULL",
                        "nan",
                        "INF",
                        "True",
                        "EPOCH",
                        "__HIVE_DEFAULT_PARTITION__",
                        "part.parquet",
                        "_",
                        "-",
                        "A",
                        "a",
                        "1"),
                Arbitraries.strings().ofMaxLength(3));
        return piece.list().ofMinSize(0).ofMaxSize(6).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 5000)
    void aSymbolIsRefusedOrItsFolderIsOnePlainNameBelowItsDataset(@ForAll("troublesome") String symbol) {
        SeriesKey key;
        try {
            key = new SeriesKey(DATASET, symbol);
        } catch (TidemarkException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_NAME);
            return;
        }
        assertThat(key.folder()).startsWith(SYMBOL_START);
        String folder = key.folder().substring(SYMBOL_START.length());
        assertThat(folder).matches("([A-Za-z0-9._-]|%[0-9A-F]{2})+");
        assertThat(folder.length()).isLessThanOrEqualTo(240);
        Path lake = Path.of("/lake/data");
        assertThat(lake.resolve(key.folder()).normalize()).isEqualTo(lake.resolve(key.folder()));
        assertThat(lake.resolve(key.folder()).getNameCount()).isEqualTo(5);
        assertThat(decoded(folder)).isEqualTo(symbol); // so two symbols never share a folder
        assertThat(SeriesKey.parse(key.toString())).isEqualTo(key);
    }

    private static String decoded(String folder) {
        byte[] bytes = new byte[folder.length()];
        int length = 0;
        for (int i = 0; i < folder.length(); i++) {
            char c = folder.charAt(i);
            bytes[length++] = (byte) (c == '%' ? Integer.parseInt(folder.substring(i + 1, i += 3), 16) : c);
            i -= c == '%' ? 1 : 0;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL",
                "null",
                "Null",
                "NaN",
                "INF",
                "-INF",
                "+inf",
                "Infinity",
                "-Infinity",
                "TRUE",
                "false",
                "epoch",
                "Now",
                "today",
                "__HIVE_DEFAULT_PARTITION__"
            })
    void aWordThatHiveReadersInterpretIsEncoded(String word) {
        assertThat(new SeriesKey(DATASET, word).folder()).startsWith(SYMBOL_START + "%");
        assertThat(new SeriesKey(DATASET, word + "1").folder()).doesNotEndWith("%" + word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a/b", "a\\b", "a\nb", "a\u0000", " a", "a ", "\ud800", "a\udfff", "a\u0085b"})
    void aSymbolThatNamesNoFolderIsRefused(String symbol) {
        assertThatThrownBy(() -> new SeriesKey(DATASET, symbol))
                .isInstanceOfSatisfying(
                        TidemarkException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_NAME));
    }

    @Test
    void theLimitsOfLengthAreBytesOfTheSymbolAndOfItsFolder() {
        assertThat(new SeriesKey(DATASET, "A".repeat(160)).folder()).hasSize(SYMBOL_START.length() + 160);
        assertThat(new SeriesKey(DATASET, "^".repeat(80)).folder()).hasSize(SYMBOL_START.length() + 240);
        for (String tooLong : List.of("A".repeat(161), "^".repeat(81), "中".repeat(27), "中".repeat(54))) {
            assertThatThrownBy(() -> new SeriesKey(DATASET, tooLong)).isInstanceOf(TidemarkException.class);
        }
    }

    @Property(tries = 5000)
    void aDatasetNameIsRefusedOrItsFolderIsTwoPlainNames(
            @ForAll("troublesome") String group, @ForAll("troublesome") String member) {
        DatasetName name;
        try {
            name = new DatasetName(group, member);
        } catch (TidemarkException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.BAD_NAME);
            return;
        }
        Path lake = Path.of("/lake/data");
        assertThat(lake.resolve(name.folder()).normalize()).isEqualTo(lake.resolve(name.folder()));
        assertThat(lake.resolve(name.folder()).getNameCount()).isEqualTo(4);
        assertThat(DatasetName.parse(name.toString())).isEqualTo(name);
    }

    @Test
    void datasetsHaveDifferentFolders() {
        Map<String, DatasetName> byFolder = new HashMap<>();
        for (String group : List.of("bars", "quotes", "oi", "features", "labels", "ticks", "schedule", "b")) {
            for (String member : List.of("1d", "1d-raw", "1d_raw", "1d.raw", "x", "main_l5", "1D")) {
                DatasetName name = new DatasetName(group, member);
                assertThat(byFolder.put(name.folder(), name)).isNull();
            }
        }
        for (String bad : List.of(
                "bars",
                "bars/",
                "/1d",
                "bars/1d/x",
                "Bars/1d",
                "bars/.1d",
                "bars/..",
                "bars/1 d",
                "1bars/x",
                "b-a/x")) {
            assertThatThrownBy(() -> DatasetName.parse(bad)).as(bad).isInstanceOf(TidemarkException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(ChunkSize.class)
    void labelsAndPagesSortInTimeOrderAndAPageHoldsAtMost256(ChunkSize size) {
        List<String> labels = new ArrayList<>();
        Map<String, Set<String>> byPage = new HashMap<>();
        String lastPage = "";
        LocalDate end = LocalDate.of(2201, 1, 1);
        int step = size == ChunkSize.DAY ? 1 : 3;
        for (LocalDate date = LocalDate.of(1795, 12, 20); date.isBefore(end); date = date.plus(step, ChronoUnit.DAYS)) {
            String label = size.labelOf(date);
            assertThat(size.isLabel(label)).isTrue();
            if (labels.isEmpty() || !label.equals(labels.getLast())) {
                assertThat(labels.isEmpty() || labels.getLast().compareTo(label) < 0)
                        .as("%s after %s", label, labels)
                        .isTrue();
                labels.add(label);
            }
            String page = size.pageOf(label);
            assertThat(page).isGreaterThanOrEqualTo(lastPage);
            lastPage = page;
            byPage.computeIfAbsent(page, _ -> new HashSet<>()).add(label);
        }
        assertThat(byPage.values()).allSatisfy(page -> assertThat(page).hasSizeLessThanOrEqualTo(256));
    }

    @Test
    void aDayOutsideTheYearsWithFourDigitsHasNoLabel() {
        for (LocalDate date : List.of(LocalDate.of(10_000, 6, 1), LocalDate.of(-1, 6, 1))) {
            for (ChunkSize size : List.of(ChunkSize.DAY, ChunkSize.WEEK, ChunkSize.YEAR, ChunkSize.QUARTER)) {
                assertThat(size.isLabel(size.labelOf(date)))
                        .as("%s of %s", size, date)
                        .isFalse();
            }
        }
    }
}
