package dev.tidemark.sources.universe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.lake.Digest;
import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.sources.files.Zips;
import dev.tidemark.sources.text.LineScanner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceFileTest {
    private static final String COLUMNS = "ticker,per,date,time,open,high,low,close,volume,openint\n";
    private static final String ROW = "A.US,D,20240102,000000,1,2,0.5,1.5,100,0";
    private static final String NEXT_ROW = "A.US,D,20240103,000000,1,2,0.5,1.5,100,0";

    @TempDir
    Path root;

    private final PriceFile reader = new PriceFile(PriceDiagnosis.Scan::new, new StopSignal());
    private final ByteArrayOutputStream export = new ByteArrayOutputStream();
    private ExportUnit unit = ExportUnit.WRITTEN;

    private PriceReading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private PriceReading read(byte[] bytes) {
        Trees.write(root, "data/daily/us/a.us.txt", bytes);
        return reader.read(Trees.scan(root).files().getFirst(), export, unit);
    }

    private String exported() {
        return export.toString(StandardCharsets.UTF_8);
    }

    private static PriceReading.Read whole(PriceReading reading) {
        assertThat(reading).isInstanceOf(PriceReading.Read.class);
        return (PriceReading.Read) reading;
    }

    @Test
    void aFileIsDigestedDiagnosedAndExported() {
        String text = Trees.HEADER + "\r\n" + ROW + "\r\n \r\n  " + NEXT_ROW + "\t\r\n\r\n";

        PriceReading.Read found = whole(read(text));

        assertThat(found.digest()).isEqualTo(Digest.of(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(found.bytes()).isEqualTo(text.length());
        assertThat(found.diagnosis().status()).isEqualTo("ok");
        assertThat(found.diagnosis().priceStart()).isEqualTo("2024-01-02");
        assertThat(found.diagnosis().priceEnd()).isEqualTo("2024-01-03");
        assertThat(found.faults()).isEmpty();
        assertThat(exported()).isEqualTo(COLUMNS + ROW + "\n" + NEXT_ROW + "\n");
        assertThat(found.export()).isEqualTo(new PriceReading.Export(Digest.of(export.toByteArray()), export.size()));
    }

    @Test
    void theVectorOfTheSpecificationAsAFile() {
        String rows = """
            A.US,D,20240102,000000,1,1,1,10.0,100,0
            A.US,D,20240103,000000,1,1,1,10.1,0,0
            A.US,D,20240103,000000,1,1,1,10.1,0,0
            A.US,D,20240105,000000,1,1,1,0,50,0
            A.US,D,20240104,000000,1,1,1,10.2,,0
            A.US,D,2024010,000000,1,1,1,10.3,10,0
            A.US,D,20240108,000000,1,1,1,abc,10,0
            A.US,D,20240109,000000,1,1,1,10.4,30,0
            """;

        PriceDiagnosis found = read(Trees.HEADER + "\n" + rows).diagnosis();

        assertThat(found.status()).isEqualTo("warning");
        assertThat(found.rows()).isEqualTo(7);
        assertThat(found.flags())
                .isEqualTo("invalid_rows=1;non_numeric_prices=1;non_positive_close=1;missing_volume=1;zero_volume=2;"
                        + "zero_volume_ratio=0.2857;zero_volume_severity=high;duplicate_dates;non_monotonic_dates");
        assertThat(exported()).isEqualTo(COLUMNS + rows);
    }

    @Test
    void anArchiveRowGetsTheTenColumns() {
        PriceReading found = read("""
            \uFEFFDate,Open,High,Low,Close,Volume,OpenInt
            2010-01-04,1,2,3,4,100,0
            2010-01-05,1,2,3,4,100,0
            no date,1,2,3,4,100,0
            ragged
            """);

        assertThat(found.diagnosis().flags()).isEqualTo("invalid_rows=2");
        assertThat(found.diagnosis().rows()).isEqualTo(2);
        assertThat(exported()).isEqualTo(COLUMNS + """
            A.US,D,20100104,000000,1,2,3,4,100,0
            A.US,D,20100105,000000,1,2,3,4,100,0
            A.US,D,no date,000000,1,2,3,4,100,0
            A.US,D,ragged,000000
            """);
    }

    @Test
    void filesWithoutRowsAreEmpty() {
        for (String text : new String[] {"", "\r\n\n", Trees.HEADER, Trees.HEADER + "\r\n\r\n"}) {
            export.reset();
            assertThat(read(text).diagnosis().status()).as("'%s'", text).isEqualTo("empty");
            assertThat(exported()).isEqualTo(COLUMNS);
        }
    }

    @Test
    void raggedAndRepeatedHeaderLinesAreInvalidRows() {
        PriceReading found =
                read(Trees.HEADER + "\n" + ROW + "\n" + NEXT_ROW + ",7\nA.US,D\n" + Trees.HEADER + "\n\"x\n");

        assertThat(found.diagnosis().status()).isEqualTo("sparse");
        assertThat(found.diagnosis().flags()).isEqualTo("invalid_rows=4");
        assertThat(found.faults()).isEmpty();
    }

    @Test
    void numbersThatAreNoneAreMissing() {
        PriceReading found = read(Trees.HEADER + "\nA.US,D,20240102,000000,1,1,1,inf,x,0\n"
                + "A.US,D,20240103,000000,1,1,1,,nan,0\nA.US,D,20240104,000000,1,1,1,\"1,234.5\",1e3,0\n");

        assertThat(found.diagnosis().flags()).isEqualTo("non_numeric_prices=2;missing_volume=2");
    }

    @Test
    void intradayRowsOfOneDayAreNoDuplicates() {
        PriceReading found =
                read(Trees.HEADER + "\nA.US,5,20240102,153000,1,1,1,1,1,0\n" + "A.US,5,20240102,153500,1,1,1,1,1,0\n");

        assertThat(found.diagnosis().status()).isEqualTo("ok");
    }

    @Test
    void dailyRowsOfOneDayAreDuplicatesWhateverTheirTimes() {
        PriceReading found =
                read(Trees.HEADER + "\nA.US,D,20240102,000000,1,1,1,1,1,0\n" + "A.US,D,20240102,153500,1,1,1,1,1,0\n");

        assertThat(found.diagnosis().flags()).isEqualTo("duplicate_dates");
    }

    private void isError(PriceReading found, String code, long line) {
        assertThat(found.diagnosis()).isEqualTo(PriceDiagnosis.error(code));
        assertThat(found.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("data/daily/us/a.us.txt");
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.reason()).isEqualTo(code);
            assertThat(fault.text()).contains("a.us.txt");
        });
    }

    @Test
    void aFileThatIsNoTextIsAnErrorWithItsLineAndStillDigested() {
        byte[] latin = (Trees.HEADER + "\n" + ROW + "\nÄ" + NEXT_ROW + "\nÖ\n").getBytes(StandardCharsets.ISO_8859_1);

        PriceReading found = read(latin);

        isError(found, "invalid_utf8", 3);
        assertThat(whole(found).digest()).isEqualTo(Digest.of(latin));
    }

    @Test
    void controlBytesAreAnError() {
        isError(read(Trees.HEADER + "\nA.US,D,20240102,0000\u000000,1,1,1,1,1,0\n"), "control_byte", 2);
        isError(read(Trees.HEADER + "\n" + ROW + "\n\u0000\u0000\u0000\n"), "control_byte", 3);
        isError(read(Trees.HEADER + "\n" + ROW + "\r" + NEXT_ROW + "\n"), "control_byte", 2);
    }

    @Test
    void anOverlongLineIsAnError() {
        isError(
                read(Trees.HEADER + "\n" + "1".repeat(LineScanner.MAX_LINE_BYTES + 1) + "\n" + ROW),
                "line_too_long",
                2);
    }

    @Test
    void anUnknownHeaderIsAnError() {
        isError(read(ROW + "\n"), "bad_header", 1);
        isError(read("\n\n<html>No data</html>"), "bad_header", 3);
    }

    @Test
    void aVanishedFileIsMissing() throws IOException {
        Path file = Trees.write(root, "a.txt", "");
        TreeFile found = Trees.scan(root).files().getFirst();
        Files.delete(file);

        PriceReading reading = reader.read(found);

        assertThat(reading.diagnosis()).isEqualTo(PriceDiagnosis.MISSING_FILE);
        assertThat(reading.faults()).extracting(SourceFault::reason).containsExactly("missing_file");
    }

    @Test
    void aFileThatBecameAFolderIsUnreadable() throws IOException {
        Path file = Trees.write(root, "a.txt", "");
        TreeFile found = Trees.scan(root).files().getFirst();
        Files.delete(file);
        Files.createDirectory(file);

        assertThat(reader.read(found).diagnosis().status()).isEqualTo("error:unreadable");
    }

    @Test
    void aDamagedEntryIsAnErrorAndItsNeighbourIsRead() {
        String text = Trees.HEADER + "\n" + ROW + "\n" + NEXT_ROW + "\n";
        Trees.write(root, "us.zip", Zips.withFlippedBit(Zips.of("a.txt", text, "b.txt", text), 20));
        TreeScan scan = Trees.scan(root);

        PriceReading damaged = reader.read(scan.files().get(0));
        PriceReading good = reader.read(scan.files().get(1));

        assertThat(damaged.diagnosis().status()).isEqualTo("error:damaged_entry");
        assertThat(damaged.faults()).extracting(SourceFault::file).containsExactly("us.zip!/a.txt");
        assertThat(good.diagnosis().status()).isEqualTo("ok");
    }

    @Test
    void aFailingTargetIsNoFaultOfTheSource() {
        Trees.write(root, "a.txt", Trees.HEADER);
        TreeFile file = Trees.scan(root).files().getFirst();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };

        assertThatThrownBy(() -> reader.read(file, full, ExportUnit.WRITTEN))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no space left");
    }

    @Test
    void aLongReadingCanBeStopped() {
        StopSignal stop = new StopSignal();
        stop.give();
        Trees.write(root, "a.txt", Trees.HEADER + "\n" + "x\n".repeat(70_000));
        TreeFile file = Trees.scan(root).files().getFirst();

        assertThatThrownBy(() -> new PriceFile(PriceDiagnosis.Scan::new, stop).read(file))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void theColumnsOfALongFileComeOutWhole() {
        String rows = (ROW + "\n").repeat(10_000);

        PriceReading.Read found = whole(read(Trees.HEADER + "\n" + rows));

        assertThat(exported()).isEqualTo(COLUMNS + rows);
        assertThat(found.export().bytes()).isEqualTo(export.size());
        assertThat(found.export().digest()).isEqualTo(Digest.of(export.toByteArray()));
    }

    @Test
    void pricesOfAnExportInMajorUnitsAreDivided() {
        unit = ExportUnit.MAJOR;
        String rows = """
            A.UK,D,20240102,000000,68,69.5,0.5,5,1234,0
            A.UK,D,20240103,000000,-1.25,"1,234.50", 1200 ,n/a,1.5,0
            A.UK,D,20240104,000000,1,2,3
            A.UK,5,20240105,093000,1.5e3,.5,7.,,0,
            """;

        PriceReading.Read found = whole(read(Trees.HEADER + "\n" + rows));

        assertThat(exported())
                .isEqualTo(COLUMNS + "A.UK,D,20240102,000000,0.68,0.695,0.005,0.05,1234,0\n"
                        + "A.UK,D,20240103,000000,-0.0125,12.3450,12.00,n/a,1.5,0\n"
                        + "A.UK,5,20240105,093000,0.015e3,0.005,0.07,,0,\n");
        assertThat(found.export().digest()).isEqualTo(Digest.of(export.toByteArray()));
        assertThat(found.diagnosis().rows()).isEqualTo(3);
    }

    @Test
    void anArchiveInMajorUnitsHasTheTenColumns() {
        unit = ExportUnit.MAJOR;
        read("Date,Open,High,Low,Close,Volume,OpenInt\n2024-01-02,100,101,99.5,100.25,7,0\n");

        assertThat(exported()).isEqualTo(COLUMNS + "A.US,D,20240102,000000,1.00,1.01,0.995,1.0025,7,0\n");
    }
}
