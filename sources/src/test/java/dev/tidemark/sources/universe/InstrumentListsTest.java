package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentListsTest {
    @TempDir
    Path folder;

    private ListReading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private ListReading read(byte[] bytes) {
        Trees.write(folder, "list.csv", bytes);
        return InstrumentLists.read(InstrumentLists.find(folder).getFirst());
    }

    private static InstrumentRow row(
            long line, String symbol, String isin, String market, String name, String currency) {
        return new InstrumentRow("list.csv", line, symbol, isin, market, name, currency);
    }

    private static void isFault(List<SourceFault> faults, String reason, long line) {
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("list.csv");
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.reason()).isEqualTo(reason);
            assertThat(fault.text()).contains(fault.place());
        });
    }

    private static List<String> symbols(ListReading reading) {
        return reading.rows().stream().map(InstrumentRow::symbol).toList();
    }

    @Test
    void theFiveColumnsAreReadInAnyOrderAndCase() {
        ListReading found = read("""
            Market,AUM,ISIN,Symbol,Name,Currency
             DEU-XETRA ,13810,DE000A0S9GB0, 4GLD:GR ,XETRA GOLD  (4GLD),EUR

            LSE,1,,VOD,"Vodafone ""Group"", PLC",
            """);

        assertThat(found.rows())
                .containsExactly(
                        row(2, "4GLD:GR", "DE000A0S9GB0", "DEU-XETRA", "XETRA GOLD  (4GLD)", "EUR"),
                        row(4, "VOD", "", "LSE", "Vodafone \"Group\", PLC", ""));
        assertThat(found.faults()).isEmpty();
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void columnsThatAreMissingAreEmpty() {
        assertThat(read("symbol\nAAPL\n").rows()).containsExactly(row(2, "AAPL", "", "", "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theSeparatorIsFoundInTheHeader(String separator) {
        ListReading found = read("market,symbol,name\r\nLSE,VOD,\"a,b;c\"\r\n"
                .replace(",", separator)
                .replace("a" + separator, "a,"));

        assertThat(found.rows()).containsExactly(row(2, "VOD", "", "LSE", "a,b;c", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void aByteOrderMarkAndAnyLineEndAreTaken(String end) {
        ListReading found = read("\uFEFFsymbol,name" + end + "A,\"x" + end + "y\"" + end + end + "B,z");

        assertThat(found.rows())
                .containsExactly(row(2, "A", "", "", "x" + end + "y", ""), row(5, "B", "", "", "z", ""));
    }

    @Test
    void aRowThatIsNoUtf8IsNamedAndTheOthersAreRead() {
        ListReading found = read("symbol,name\nA,x\nB,Żabka\nC,y\n".getBytes(Charset.forName("windows-1250")));

        assertThat(symbols(found)).containsExactly("A", "C");
        isFault(found.faults(), "bad_encoding", 3);
    }

    @Test
    void utf16IsNamedAsSuch() {
        isFault(read("symbol\nA\n".getBytes(StandardCharsets.UTF_16)).faults(), "bad_encoding", 1);
    }

    @Test
    void aListWithoutTheColumnSymbolHasNoRows() {
        ListReading found = read("\nisin,name\nX,y\n");

        assertThat(found.rows()).isEmpty();
        isFault(found.faults(), "missing_column", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n", "\uFEFF", "  \n"})
    void anEmptyListIsNamed(String text) {
        isFault(read(text).faults(), "empty_file", 0);
    }

    @Test
    void aHeaderAloneIsAListWithoutRows() {
        ListReading found = read("symbol,name\n");

        assertThat(found.rows()).isEmpty();
        assertThat(found.faults()).isEmpty();
    }

    @Test
    void raggedRowsAreNamedAndTheOthersAreRead() {
        ListReading found = read("symbol,name,market\nA,x\nB,x,LSE\nC,Energy, Ltd,LSE\n");

        assertThat(symbols(found)).containsExactly("B");
        assertThat(found.faults()).extracting(SourceFault::reason).containsExactly("ragged_row", "ragged_row");
        assertThat(found.faults()).extracting(SourceFault::line).containsExactly(2L, 4L);
    }

    @Test
    void separatorsWithNothingBehindThemDoNoHarm() {
        ListReading found = read("symbol,name\nA,x,,\n,,,\n");

        assertThat(symbols(found)).containsExactly("A");
        assertThat(found.faults()).isEmpty();
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void aDecimalCommaBehindWhatIsReadIsANote() {
        ListReading found = read("symbol,name,fee,yield,kind\nA,x,0,36,1,5%,fund\nB,y,\"0,36\",2,fund\n");

        assertThat(symbols(found)).containsExactly("A", "B");
        assertThat(found.faults()).isEmpty();
        isFault(found.notes(), "decimal_comma", 2);
    }

    @Test
    void aDecimalCommaBeforeWhatIsReadIsAFault() {
        ListReading found = read("fee,symbol\n0,36,A\n\"0,36\",B\n");

        assertThat(symbols(found)).containsExactly("B");
        isFault(found.faults(), "decimal_comma", 2);
    }

    @Test
    void rowsThatRepeatAreKeptAndNoted() {
        ListReading found = read("symbol,name,fee\nA,x,1\nA,x,2\nA,y,1\n");

        assertThat(symbols(found)).containsExactly("A", "A", "A");
        isFault(found.notes(), "duplicate_row", 3);
        assertThat(found.notes().getFirst().text()).contains("repeats line 2");
    }

    @Test
    void aRowWithoutSymbolIsKeptAndNoted() {
        ListReading found = read("symbol,name\n  ,x\n");

        assertThat(found.rows()).containsExactly(row(2, "", "", "", "x", ""));
        isFault(found.notes(), "missing_symbol", 2);
    }

    @Test
    void aColumnThatStandsTwiceIsNotedAndTheFirstIsRead() {
        ListReading found = read("symbol,name,Symbol\nA,x,B\n");

        assertThat(symbols(found)).containsExactly("A");
        isFault(found.notes(), "duplicate_column", 1);
    }

    @Test
    void aQuoteThatIsNotClosedCostsItsLineOnly() {
        ListReading found = read("symbol,name\nA,\"x\nB,y\nC,\"z\" z\nD,z\n");

        assertThat(symbols(found)).containsExactly("B", "D");
        assertThat(found.faults()).extracting(SourceFault::reason).containsExactly("bad_quote", "bad_quote");
        assertThat(found.faults()).extracting(SourceFault::line).containsExactly(2L, 4L);
    }

    @Test
    void aControlByteIsNamed() {
        ListReading found = read("symbol,name\nA,x\u0000\nB,y\tz\n");

        assertThat(symbols(found)).containsExactly("B");
        isFault(found.faults(), "control_byte", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\""})
    void aFieldThatIsTooLongIsNamed(String quote) {
        String longest = quote + "x".repeat(InstrumentLists.MAX_FIELD_BYTES) + quote;
        String tooLong = quote + "x".repeat(InstrumentLists.MAX_FIELD_BYTES + 1) + quote;

        ListReading found = read("symbol,name\nA," + longest + "\nB," + tooLong + "\nC,y\n");

        assertThat(symbols(found)).containsExactly("A", "C");
        isFault(found.faults(), "field_too_long", 3);
    }

    @Test
    void aListThatIsTooLargeIsRefused() throws IOException {
        Path file = Trees.write(folder, "list.csv", "symbol\nA\n");
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.position(InstrumentLists.MAX_BYTES);
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {'\n'}));
        }

        ListReading found = InstrumentLists.read(InstrumentLists.find(folder).getFirst());

        isFault(found.faults(), "too_large", 0);
        assertThat(found.rows()).isEmpty();
    }

    @Test
    void aVanishedListIsNamed() throws IOException {
        Path file = Trees.write(folder, "list.csv", "symbol\nA\n");
        ListFile list = InstrumentLists.find(folder).getFirst();
        Files.delete(file);

        isFault(InstrumentLists.read(list).faults(), "unreadable", 0);
    }

    @Test
    void theListsOfAFolderAreFoundByName() throws IOException {
        Trees.write(folder, "b.csv", "symbol\n");
        Trees.write(folder, "a.CSV", "symbol\nA\n");
        Trees.write(folder, ".hidden.csv", "");
        Trees.write(folder, "notes.txt", "");
        Trees.write(folder, "sub/c.csv", "");
        Files.createDirectory(folder.resolve("d.csv"));
        Files.createSymbolicLink(folder.resolve("c.csv"), folder.resolve("b.csv"));
        Files.createSymbolicLink(folder.resolve("e.csv"), folder.resolve("nowhere"));

        List<ListFile> found = InstrumentLists.find(folder);

        assertThat(found).extracting(ListFile::name).containsExactly("a.CSV", "b.csv", "c.csv", "e.csv");
        assertThat(found.getFirst().size()).isEqualTo(9);
        assertThat(InstrumentLists.read(found.getFirst()))
                .isInstanceOfSatisfying(
                        ListReading.Read.class,
                        read -> assertThat(read.digest())
                                .isEqualTo(Digest.of("symbol\nA\n".getBytes(StandardCharsets.UTF_8))));
        assertThat(InstrumentLists.read(found.getLast()).faults())
                .extracting(SourceFault::reason)
                .containsExactly("unreadable");
    }

    @Test
    void aFolderThatIsNoneIsAMistakeOfTheUser() {
        assertThatThrownBy(() -> InstrumentLists.find(folder.resolve("absent")))
                .isInstanceOf(TidemarkException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void aRowWithoutItsLastColumnsIsReadWhenTheyAreNotRead() {
        ListReading found = read("symbol,name,market,fee,yield\nA,x,LSE\nB,x,LSE,1\nC,x\n");

        assertThat(found.rows()).containsExactly(row(2, "A", "", "LSE", "x", ""), row(3, "B", "", "LSE", "x", ""));
        isFault(found.faults(), "ragged_row", 4);
        assertThat(found.notes()).extracting(SourceFault::reason).containsExactly("short_row", "short_row");
        assertThat(found.notes()).extracting(SourceFault::line).containsExactly(2L, 3L);
        assertThat(found.notes().getFirst().text()).contains("A,x,LSE", "3 fields", "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NSQ,,MSFT,Microsoft, Inc,USD,1,5", "NSQ,,MSFT,Microsoft, -,USD,1,5"})
    void aCommaInANameIsNoDecimalComma(String line) {
        ListReading found = read("Market,ISIN,Symbol,Name,Currency,AUM,Fee\n" + line + "\nNSQ,,A,x,usd,0,36,5\n"
                + "LSE,,B,x,GBp,0,36,5\nLSE,,C,x,,0,36,5\n");

        assertThat(symbols(found)).containsExactly("A", "B", "C");
        isFault(found.faults(), "ragged_row", 2);
        assertThat(found.notes()).extracting(SourceFault::reason).containsOnly("decimal_comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\r\n", "SEP=;\n", "\"sep=;\"\r", "\uFEFFsep=;\n"})
    void theFirstLineOfExcelNamesTheSeparator(String first) {
        ListReading found = read(first + "symbol;name\nA;x, y\nB;x;y\n");

        assertThat(found.rows()).containsExactly(row(3, "A", "", "", "x, y", ""));
        isFault(found.faults(), "ragged_row", 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"|", "\t", "^"})
    void anySeparatorCanBeNamed(String separator) {
        ListReading found = read("sep=" + separator + "\nsymbol" + separator + "name\nA" + separator + "x;y,z\n");

        assertThat(found.rows()).containsExactly(row(3, "A", "", "", "x;y,z", ""));
    }

    @Test
    void theSeparatorThatIsNamedCounts() {
        ListReading found = read("sep=;\nsymbol,name\nA,x\n");

        assertThat(found.rows()).isEmpty();
        isFault(found.faults(), "missing_column", 2);
        isFault(read("sep=;").faults(), "empty_file", 0);
        isFault(read("sep=a\nsymbol,name\n").faults(), "missing_column", 1);
    }
}
