package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// Polars and pyarrow as peers, where a Python on the path has them.
final class PythonReaders {
    private static final String SCRIPT = """
        import sys, time
        module, file, columns, runs = sys.argv[1], sys.argv[2], sys.argv[3].split(','), int(sys.argv[4])
        try:
            if module == 'polars':
                import polars
                read = lambda: polars.read_parquet(file, columns=columns)
            else:
                import pyarrow.parquet
                read = lambda: pyarrow.parquet.read_table(file, columns=columns)
        except ImportError:
            print('absent')
            sys.exit()
        read()
        seconds = []
        for _ in range(runs):
            started = time.perf_counter()
            read()
            seconds.append(time.perf_counter() - started)
        print(sorted(seconds)[runs // 2])
        """;

    private PythonReaders() {}

    /// Seconds that a library takes to read columns of a file, warm, the median of `runs`; empty where it is not
    /// installed.
    static OptionalDouble seconds(Bench bench, String module, Path file, List<String> columns, int runs)
            throws InterruptedException {
        try {
            String answer = bench.process(List.of(
                            "python3",
                            "-c",
                            SCRIPT,
                            module,
                            file.toString(),
                            String.join(",", columns),
                            Integer.toString(runs)))
                    .output()
                    .strip();
            return answer.equals("absent") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(answer));
        } catch (IOException e) { // no Python at all
            return OptionalDouble.empty();
        }
    }
}
