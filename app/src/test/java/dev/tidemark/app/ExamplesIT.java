package dev.tidemark.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.cli.CommandLineFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of `examples/` run as their comments say.
class ExamplesIT {
    private static final String HEADER =
            "TradingDay,InstrumentID,LastPrice,HighestPrice,LowestPrice,Volume,Turnover,OpenInterest,UpdateTime,UpdateMillisec,BidPrice1,BidVolume1,AskPrice1,AskVolume1,AveragePrice,ActionDay\n";

    private CommandLineFixture tidemark;
    private Path lake;

    @BeforeEach
    void makeLake(@TempDir Path folder) throws IOException {
        tidemark = new CommandLineFixture(folder).lake();
        lake = tidemark.lakeFolder();
        Path ticks = Files.createDirectories(folder.resolve("ticks"));
        for (String contract : List.of("cu2403", "cu2404")) {
            Files.writeString(
                    ticks.resolve(contract + ".csv"), HEADER + day(contract, "20240104") + day(contract, "20240105"));
        }
        tidemark.expect(0, "--lake", lake.toString(), "import", "ctp", ticks.toString(), "--exchange", "SHFE");
    }

    private static String day(String contract, String day) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            text.append("%s,%s,%d,70000,60000,%d,0,100,09:%02d:%02d,500,%d,1,%d,2,65000,%s%n"
                    .formatted(day, contract, 65_000 + i, i, i / 60, i % 60, 64_999 + i, 65_001 + i, day));
        }
        return text.toString();
    }

    private static String run(String program, String... arguments) throws IOException, InterruptedException {
        Path source = Path.of("").toAbsolutePath();
        while (!Files.exists(source.resolve("examples"))) {
            source = source.getParent();
        }
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                source.resolve("examples").resolve(program + ".java").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(out).isZero();
        return out.lines().reduce((_, last) -> last).orElse("");
    }

    @Test
    void readsOneDay() throws IOException, InterruptedException {
        assertThat(run("ReadOneDay", lake.toString(), "ticks/raw", "SHFE.cu2403", "2024-01-05"))
                .isEqualTo("50 rows, high 65049.0");
    }

    @Test
    void readsARange() throws IOException, InterruptedException {
        assertThat(run("ReadRange", lake.toString(), "ticks/raw", "SHFE.cu2403", "2024-01-01", "2024-12-31"))
                .isEqualTo("100 rows");
    }

    @Test
    void replaysSeriesInTimeOrder() throws IOException, InterruptedException {
        assertThat(run("ReplaySeries", lake.toString(), "ticks/raw", "SHFE.cu2403", "SHFE.cu2404"))
                .isEqualTo("[100, 100] rows in time order");
    }

    @Test
    void writesAnArrowStream(@TempDir Path out) throws IOException, InterruptedException {
        Path file = out.resolve("cu2403.arrows");
        assertThat(run("ArrowOut", lake.toString(), "ticks/raw", "SHFE.cu2403", file.toString()))
                .isEqualTo("100 rows");
        assertThat(Files.size(file)).isGreaterThan(100 * 8);
    }
}
