import dev.tidemark.lake.Lake;
import dev.tidemark.lake.read.SeriesReader;
import dev.tidemark.lake.read.TableStream;
import dev.tidemark.query.arrow.ArrowStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A whole series as an Arrow IPC stream, for any language: `pyarrow.ipc.open_stream(file).read_all()`.
///
/// java -cp 'app/target/dist/lib/*' examples/ArrowOut.java LAKE bars/1d AAPL.US aapl.arrows
class ArrowOut {
    public static void main(String[] args) throws IOException {
        try (Lake lake = Lake.open(Path.of(args[0]));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[3])))) {
            SeriesReader series = lake.dataset(args[1]).series(args[2]);
            try (TableStream tables = series.all()) {
                System.out.println(ArrowStream.write(series.schema(), tables, out) + " rows");
            }
        }
    }
}
