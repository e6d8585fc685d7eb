package dev.tidemark.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Column;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.StringColumn;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// The reader in plain Java against DuckDB, on the same files.
class PageReaderTest {
    private static final int[] LENGTHS = {1, 7, 8, 9, 100, 2_047, 20_480, 20_481, 41_000, 122_880, 122_881, 140_000};

    private static Path folder = Path.of("target");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("pages");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("part.parquet"));
        Files.delete(folder);
    }

    @Property(tries = 25)
    void bothReadersSeeTheSame(@ForAll long seed, @ForAll @IntRange(max = 4) int nulls) throws IOException {
        Random random = new Random(seed);
        int rows = random.nextInt(4) == 0 ? LENGTHS[random.nextInt(LENGTHS.length)] : 1 + random.nextInt(3_000);
        Table table = RandomTables.of(rows, seed, nullRows(nulls, random, rows));
        Path file = write(RandomTables.encode(table));
        Table ours = PageReader.INSTANCE.read(file, table.schema(), List.of());
        assertSame(ours, DuckDbReader.INSTANCE.read(file, table.schema(), List.of()));
        assertSame(ours, table);
    }

    @Property(tries = 30)
    void anyProjectionIsThatOfTheWholeTable(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Table table = RandomTables.of(1 + random.nextInt(500), seed, row -> row % 5 == 0);
        List<String> names = new ArrayList<>(
                table.schema().fields().stream().map(Field::name).toList());
        Collections.shuffle(names, random);
        List<String> wanted = names.subList(0, 1 + random.nextInt(names.size()));
        Table read = PageReader.INSTANCE.read(write(RandomTables.encode(table)), table.schema(), wanted);
        assertThat(read.schema()).isEqualTo(table.schema().select(wanted));
        for (String name : wanted) {
            assertSame(read.column(name), table.column(name));
        }
    }

    /// Text dictionaries of row groups differ; a later group may also stand plain.
    @Property(tries = 2)
    void textsOfSeveralRowGroupsShareOneDictionary(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        TableBuilder builder = new TableBuilder(Schema.parse("text:string", null));
        for (int row = 0; row < 260_000; row++) {
            int group = row / FlatParquetEncoder.GROUP_ROWS;
            if (random.nextInt(10) > 0) {
                builder.setString(0, "é" + random.nextInt(group == 1 ? 1_000_000 : 40 + group));
            }
            builder.endRow();
        }
        Table table = builder.build();
        Table read = PageReader.INSTANCE.read(write(RandomTables.encode(table)), table.schema(), List.of());
        assertSame(read, table);
        String[] dictionary = ((StringColumn) read.column(0)).dictionary();
        assertThat(dictionary).doesNotHaveDuplicates();
    }

    /// Uncompressed pages carry no checksum: a changed value in one shows only in `verify --full`.
    @Property(tries = 700)
    void damageIsNamedOrHarmless(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Table table = RandomTables.of(1 + random.nextInt(700), 5, row -> row % 3 == 0);
        byte[] bytes = RandomTables.encode(table);
        byte[] hurt =
                random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : flipped(bytes, random);
        Path file = write(hurt);
        try {
            Table read = PageReader.INSTANCE.read(file, table.schema(), List.of());
            assertThat(read.rows()).isEqualTo(table.rows());
            assertThat(read.schema()).isEqualTo(table.schema());
        } catch (TidemarkException e) {
            assertThat(e.code()).isIn(ErrorCode.DAMAGED, ErrorCode.SCHEMA_MISMATCH);
            assertThat(e).hasMessageContaining(file.toString());
        }
    }

    /// With every value in a compressed page or in the footer, damage never gives another table.
    @Property(tries = 250)
    void damageToCompressedPagesNeverGivesOtherValues(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        TableBuilder builder = new TableBuilder(Schema.parse("a:int64,b:double", null));
        for (int row = 0; row < 3_000; row++) {
            builder.setLong(0, row);
            builder.setDouble(1, row % 40);
            builder.endRow();
        }
        Table table = builder.build();
        byte[] bytes = RandomTables.encode(table);
        byte[] hurt = bytes.clone();
        hurt[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        Path file = write(hurt);
        try {
            Table read = PageReader.INSTANCE.read(file, table.schema(), List.of());
            assertThat(ContentDigest.of(read)).isEqualTo(ContentDigest.of(table));
        } catch (TidemarkException e) {
            assertThat(e.code()).isIn(ErrorCode.DAMAGED, ErrorCode.SCHEMA_MISMATCH);
        }
    }

    @Property(tries = 1)
    void aTextThatIsNoUtf8IsDamage() throws IOException {
        TableBuilder builder = new TableBuilder(Schema.parse("text:string", null));
        for (String text : List.of("\uFFFD stays", "abcdef")) {
            builder.setString(0, text);
            builder.endRow();
        }
        Table table = builder.build();
        byte[] bytes = RandomTables.encode(table);
        assertSame(PageReader.INSTANCE.read(write(bytes), table.schema(), List.of()), table);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("abcdef");
        bytes[at + 2] = (byte) 0xff;
        assertThatThrownBy(() -> PageReader.INSTANCE.read(write(bytes), table.schema(), List.of()))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("not UTF-8");
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static IntPredicate nullRows(int kind, Random random, int rows) {
        return switch (kind) {
            case 0 -> row -> false;
            case 1 -> row -> true;
            case 2 -> row -> random.nextInt(2) == 0;
            case 3 -> row -> random.nextInt(50) == 0;
            default -> row -> row > rows / 2;
        };
    }

    private static void assertSame(Table read, Table written) {
        assertThat(read.schema()).isEqualTo(written.schema());
        assertThat(read.rows()).isEqualTo(written.rows());
        for (int c = 0; c < written.columns().size(); c++) {
            assertSame(read.column(c), written.column(c));
        }
    }

    private static void assertSame(Column read, Column written) {
        assertThat(read.nulls()).isEqualTo(written.nulls());
        assertThat(RoundTripTest.arrayOf(read)).isEqualTo(RoundTripTest.arrayOf(written));
    }

    private static Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("part.parquet"), bytes);
    }
}
