package dev.tidemark.lake.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.lake.Digest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The digest depends on schema, values and their order, and on nothing else.
class ContentDigestTest {
    private static final Schema SCHEMA =
            Schema.parse("s:string,ts:timestamp,d:double,l:int64,i:int32,b:boolean,day:date", "ts");
    private static final long DAY = 86_400_000_000L;

    /// One row a day from a date on; every fifth value is null.
    private static Table days(LocalDate from, int count) {
        TableBuilder builder = new TableBuilder(SCHEMA);
        for (int row = 0; row < count; row++) {
            long day = from.plusDays(row).toEpochDay();
            builder.setLong(1, day * DAY);
            if (row % 5 != 0) {
                builder.setString(0, "text " + row % 3);
            }
            if (row % 5 != 1) {
                builder.setDouble(2, row / 8.0);
            }
            if (row % 5 != 2) {
                builder.setLong(3, row * 1_000_000_007L);
            }
            if (row % 5 != 3) {
                builder.setInt(4, -row);
            }
            if (row % 5 != 4) {
                builder.setBoolean(5, row % 2 == 0);
                builder.setInt(6, (int) day);
            }
            builder.endRow();
        }
        return builder.build();
    }

    /// The worked example of section 6 of `docs/spec/lake-format.md`.
    @Test
    void theExampleOfTheSpecificationHasTheDigestsThatStandThere() {
        TableBuilder builder =
                new TableBuilder(Schema.parse("ts:timestamp,close:double,size:int32,note:string,final:boolean", "ts"));
        builder.setLong(0, LocalDate.of(2024, 1, 31).toEpochDay() * DAY);
        builder.setDouble(1, 1.5);
        builder.setInt(2, 100);
        builder.setString(3, "ab");
        builder.setBoolean(4, true);
        builder.endRow();
        builder.setLong(0, LocalDate.of(2024, 1, 31).toEpochDay() * DAY + 60_000_000);
        builder.setDouble(1, -2.25);
        builder.setBoolean(4, false);
        builder.endRow();
        builder.setLong(0, LocalDate.of(2024, 2, 1).toEpochDay() * DAY);
        builder.setInt(2, -1);
        builder.setString(3, "é");
        builder.setBoolean(4, true);
        builder.endRow();
        ContentDigest digest = ContentDigest.of(builder.build());
        assertThat(digest.content().hex())
                .isEqualTo("83a2d5b4eb594ddf222c4bc19eaf2e6232fcff85e0609a262abac0a4b17c76bf");
        assertThat(digest.leaves()).extracting(Leaf::monthText).containsExactly("2024-01", "2024-02");
        assertThat(digest.leaves())
                .extracting(leaf -> leaf.digest().hex())
                .containsExactly(
                        "b3cbe3bb3e2fd209c7b3f1e9ab8d5879bc9e23848df64e16116d53c5010e4642",
                        "243dbbab4f6df9440df0aa53497b8bd5549fe5bba7a2f9a5cb618e8e13418d1a");
        assertThat(digest.columns())
                .extracting(Digest::hex)
                .containsExactly(
                        "fe6707cb405c68208042c1e2648fca0d7e4c9afc49de69175d81c5f00ed1dae3",
                        "fd8c6deaa681c4e912b2b5f2199ba79aafc81f57d7eb7f31c7582b5caaf7bd71",
                        "8eee0192285a3438fd2897e3cfcb368dee13fc09d24fb69acb7dd01e7fa2d765",
                        "113b25a3321f8c22046bc474b727bd2003d48d1b1fb0e2c5aefd356b072d07bb",
                        "711e4ae341d9a99a4c530370e618ad065ef96cb1fd3f20407b91bb1430edb26b");
    }

    @Test
    void theOrderOfADictionaryAndUnusedEntriesDoNotMatter() {
        Schema schema = Schema.parse("s:string,ts:timestamp", "ts");
        LongColumn times = new LongColumn(new long[] {1, 2, 3, 4}, null);
        StringColumn one = new StringColumn(new String[] {"a", "b"}, new int[] {0, 1, StringColumn.NULL, 0});
        StringColumn other =
                new StringColumn(new String[] {"unused", "b", "a"}, new int[] {2, 1, StringColumn.NULL, 2});
        assertThat(ContentDigest.of(new Table(schema, List.of(one, times))))
                .isEqualTo(ContentDigest.of(new Table(schema, List.of(other, times))));
    }

    @Test
    void theLeafOfAMonthIsTheSameInATableOfManyMonthsAndInOneOfItsOwn() {
        LocalDate first = LocalDate.of(2023, 11, 17);
        Table all = days(first, 120);
        List<Leaf> alone = new ArrayList<>();
        int from = 0;
        for (Leaf leaf : ContentDigest.of(all).leaves()) {
            ContentDigest month = ContentDigest.of(all.slice(from, from + leaf.rows()));
            alone.addAll(month.leaves());
            from += leaf.rows();
        }
        assertThat(alone).hasSize(5).isEqualTo(ContentDigest.of(all).leaves());
    }

    @Test
    void rowsAreTheSameHoweverTheTableWasPutTogether() {
        Table all = days(LocalDate.of(2024, 1, 1), 50);
        Table joined = Table.concat(List.of(all.slice(0, 1), all.slice(1, 31), all.slice(31, 50)));
        assertThat(ContentDigest.of(joined)).isEqualTo(ContentDigest.of(all));
    }

    @Test
    void eachValueChangesTheContentItsColumnAndItsLeafAndNoOther() {
        Table table = days(LocalDate.of(2024, 1, 20), 30); // January and February
        ContentDigest before = ContentDigest.of(table);
        for (int column = 0; column < SCHEMA.fields().size(); column++) {
            for (int row : new int[] {0, 1, 2, 3, 4, 11, 12, 29}) {
                List<Column> columns = new ArrayList<>(table.columns());
                columns.set(column, changed(columns.get(column), row));
                assertOnlyThisChanged(before, ContentDigest.of(new Table(SCHEMA, columns)), column, row < 12 ? 0 : 1);
            }
        }
    }

    @Test
    void aNullIsNotTheZeroThatItsSlotHolds() {
        Table table = days(LocalDate.of(2024, 1, 20), 30);
        ContentDigest before = ContentDigest.of(table);
        for (int column : new int[] {2, 3, 4, 5, 6}) {
            for (int row = 0; row < 30; row++) {
                if (!table.column(column).isNull(row)) {
                    continue;
                }
                List<Column> columns = new ArrayList<>(table.columns());
                columns.set(column, withoutNull(columns.get(column), row));
                assertOnlyThisChanged(before, ContentDigest.of(new Table(SCHEMA, columns)), column, row < 12 ? 0 : 1);
            }
        }
    }

    @Test
    void anEmptyTextIsNoNullAndTextsDoNotRunIntoEachOther() {
        Schema schema = Schema.parse("s:string", null);
        Digest empty = content(schema, new StringColumn(new String[] {""}, new int[] {0}));
        Digest none = content(schema, new StringColumn(new String[] {""}, new int[] {StringColumn.NULL}));
        Digest ab = content(schema, new StringColumn(new String[] {"ab", "c"}, new int[] {0, 1}));
        Digest bc = content(schema, new StringColumn(new String[] {"a", "bc"}, new int[] {0, 1}));
        assertThat(List.of(empty, none, ab, bc)).doesNotHaveDuplicates();
    }

    private static Digest content(Schema schema, Column column) {
        return ContentDigest.of(new Table(schema, List.of(column))).content();
    }

    private static void assertOnlyThisChanged(ContentDigest before, ContentDigest after, int column, int leaf) {
        assertThat(after.content()).isNotEqualTo(before.content());
        for (int c = 0; c < before.columns().size(); c++) {
            boolean isEqual = after.columns().get(c).equals(before.columns().get(c));
            assertThat(isEqual)
                    .as("digest of column %s after a change of %s", c, column)
                    .isEqualTo(c != column);
        }
        for (int l = 0; l < before.leaves().size(); l++) {
            assertThat(after.leaves().get(l).equals(before.leaves().get(l))).isEqualTo(l != leaf);
        }
    }

    private static Column changed(Column column, int row) {
        return switch (column) {
            case LongColumn c -> {
                long[] values = c.values().clone();
                values[row]++; // a microsecond later, if it is the time
                yield new LongColumn(values, without(c.nulls(), row));
            }
            case IntColumn c -> {
                int[] values = c.values().clone();
                values[row]++;
                yield new IntColumn(values, without(c.nulls(), row));
            }
            case DoubleColumn c -> {
                double[] values = c.values().clone();
                values[row] = Math.nextUp(values[row]);
                yield new DoubleColumn(values, without(c.nulls(), row));
            }
            case BooleanColumn c -> {
                boolean[] values = c.values().clone();
                values[row] = !values[row];
                yield new BooleanColumn(values, without(c.nulls(), row));
            }
            case StringColumn c -> {
                String[] dictionary = Arrays.copyOf(c.dictionary(), c.dictionary().length + 1);
                dictionary[dictionary.length - 1] = "new";
                int[] codes = c.codes().clone();
                codes[row] = dictionary.length - 1;
                yield new StringColumn(dictionary, codes);
            }
        };
    }

    private static Column withoutNull(Column column, int row) {
        return switch (column) {
            case LongColumn c -> new LongColumn(c.values(), without(c.nulls(), row));
            case IntColumn c -> new IntColumn(c.values(), without(c.nulls(), row));
            case DoubleColumn c -> new DoubleColumn(c.values(), without(c.nulls(), row));
            case BooleanColumn c -> new BooleanColumn(c.values(), without(c.nulls(), row));
            case StringColumn _ -> throw new IllegalArgumentException("texts have no slot");
        };
    }

    private static BitSet without(@Nullable BitSet nulls, int row) {
        BitSet fewer = nulls == null ? new BitSet() : (BitSet) nulls.clone();
        fewer.clear(row);
        return fewer;
    }

    @Test
    void theOrderOfRowsMatters() {
        Table table = days(LocalDate.of(2024, 1, 1), 20);
        int[] order = new int[20];
        Arrays.setAll(order, i -> i == 7 ? 8 : i == 8 ? 7 : i);
        List<Column> columns = new ArrayList<>(table.columns());
        columns.set(3, columns.get(3).take(order));
        ContentDigest before = ContentDigest.of(table);
        assertOnlyThisChanged(before, ContentDigest.of(new Table(SCHEMA, columns)), 3, 0);
    }

    @Test
    void nameTypeAndOrderOfColumnsAndTheTimeColumnMatter() {
        LongColumn values = new LongColumn(new long[] {1, 2}, null);
        List<Digest> contents = new ArrayList<>();
        for (String text : List.of("a:int64,b:int64", "a:int64,c:int64", "a:int64,b:timestamp", "b:int64,a:int64")) {
            contents.add(ContentDigest.of(new Table(Schema.parse(text, null), List.of(values, values)))
                    .content());
        }
        contents.add(ContentDigest.of(new Table(Schema.parse("a:int64,b:int64", "a"), List.of(values, values)))
                .content());
        contents.add(ContentDigest.of(new Table(Schema.parse("a:int64,b:int64", "b"), List.of(values, values)))
                .content());
        assertThat(contents).doesNotHaveDuplicates();
    }

    @Test
    void minusZeroIsStoredAsZeroAndAForgottenRowLeavesNoTrace() {
        Schema schema = Schema.parse("d:double,l:int64", null);
        TableBuilder builder = new TableBuilder(schema);
        builder.setDouble(0, -0.0);
        builder.endRow();
        builder.setDouble(0, 5);
        builder.setLong(1, 6);
        builder.dropRow();
        builder.endRow();
        Table built = builder.build();
        assertThat(((DoubleColumn) built.column(0)).values()).containsExactly(0.0, 0.0);
        assertThat(1 / ((DoubleColumn) built.column(0)).values()[0]).isPositive();
        BitSet last = new BitSet();
        last.set(1);
        BitSet both = new BitSet();
        both.set(0, 2);
        Table expected =
                new Table(schema, List.of(new DoubleColumn(new double[2], last), new LongColumn(new long[2], both)));
        assertThat(ContentDigest.of(built)).isEqualTo(ContentDigest.of(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 65_535, 65_536, 65_537, 131_072, 131_073})
    void theLastValueBeforeAndTheFirstAfterABlockCount(int rows) {
        Schema schema = Schema.parse("s:string,ts:int64,d:double", "ts");
        String[] texts = {"x", "longer text"};
        int[] codes = new int[rows];
        long[] times = new long[rows];
        double[] values = new double[rows];
        Arrays.setAll(codes, row -> row % 2);
        Arrays.setAll(times, row -> row);
        Arrays.setAll(values, row -> row);
        ContentDigest before = ContentDigest.of(new Table(
                schema,
                List.of(new StringColumn(texts, codes), new LongColumn(times, null), new DoubleColumn(values, null))));
        assertThat(before.leaves()).hasSize(1);
        for (int row : new int[] {0, Math.min(rows - 1, 65_535), Math.min(rows - 1, 65_536), rows - 1}) {
            BitSet nulls = new BitSet();
            nulls.set(row);
            double[] zeroed = values.clone();
            zeroed[row] = 0;
            ContentDigest withNull = ContentDigest.of(new Table(
                    schema,
                    List.of(
                            new StringColumn(texts, codes),
                            new LongColumn(times, null),
                            new DoubleColumn(zeroed, nulls))));
            assertOnlyThisChanged(before, withNull, 2, 0);
            int[] other = codes.clone();
            other[row] = StringColumn.NULL;
            ContentDigest withNullText = ContentDigest.of(new Table(
                    schema,
                    List.of(
                            new StringColumn(texts, other),
                            new LongColumn(times, null),
                            new DoubleColumn(values, null))));
            assertOnlyThisChanged(before, withNullText, 0, 0);
        }
    }
}
