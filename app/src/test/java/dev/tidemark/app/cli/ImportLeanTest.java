package dev.tidemark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `import lean` from the command line.
class ImportLeanTest {
    private static final String PATH = "Data/equity/usa/daily/aapl.csv";

    @TempDir
    private Path folder;

    private CommandLineFixture tidemark;

    @BeforeEach
    void start() {
        tidemark = new CommandLineFixture(folder).lake();
    }

    @Test
    void aFolderComesInOnceAndReferenceFilesAreNoFault() {
        tidemark.file(PATH, "19980102 00:00,136300,162500,135000,162500,6315000\n");
        tidemark.file("Data/equity/usa/factor_files/aapl.csv", "19980102,1,1,0\n");

        assertThat(tidemark.expectOn(0, "import", "lean", "Data").out()).contains("1 imported", "reference_file");
        assertThat(tidemark.expectOn(0, "import", "lean", PATH).out()).contains("1 unchanged", "commits   none");
        assertThat(tidemark.expectOn(0, "sql", "select symbol, close from bars_1d_raw", "--format", "csv")
                        .lines())
                .containsExactly("symbol,close", "AAPL,16.25");
    }

    @Test
    void aStrangePathIsNamedAndOthersGoOn() {
        tidemark.file(PATH, "19980102 00:00,1,1,1,1,1\n");
        tidemark.file("Data/somewhere/x.csv", "1,2,3\n");

        assertThat(tidemark.expectOn(5, "import", "lean", "Data").out())
                .contains("1 imported", "somewhere/x.csv", "CLASS/MARKET/RESOLUTION");
        assertThat(tidemark.expectOn(2, "import", "lean", "Data/somewhere").err())
                .contains("nothing imported");
    }

    @Test
    void anotherAdjustmentEndsWithFourAndBothValues() {
        tidemark.file(PATH, "19980102 00:00,1,1,1,1,1\n");
        tidemark.expectOn(0, "import", "lean", "Data");

        assertThat(tidemark.expectOn(4, "import", "lean", "Data", "--adjusted", "splits")
                        .err())
                .contains("none", "splits");
        tidemark.expectOn(
                0, "import", "lean", "Data", "--adjusted", "splits", "--dataset", "bars/1d-splits", "--replace");
        assertThat(tidemark.expectOn(2, "import", "lean", "Data", "--dataset", "bars/foo")
                        .err())
                .contains("foo");
    }
}
