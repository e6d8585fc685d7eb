import dev.tidemark.lake.Lake;
import dev.tidemark.lake.read.ReplayCursor;
import dev.tidemark.lake.read.SeriesReader;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Several series merged in time order, row by row, as a simulator wants them.
///
/// java -cp 'app/target/dist/lib/*' examples/ReplaySeries.java LAKE ticks/raw SHFE.cu2403 SHFE.cu2404
class ReplaySeries {
    public static void main(String[] args) {
        try (Lake lake = Lake.open(Path.of(args[0]))) {
            List<SeriesReader> series = Arrays.stream(args)
                    .skip(2)
                    .map(symbol -> lake.dataset(args[1]).series(symbol).columns("datetime", "last_price"))
                    .toList();
            long[] rows = new long[series.size()];
            long last = Long.MIN_VALUE;
            ReplayCursor cursor = lake.replay(series).open();
            while (cursor.next()) {
                Table table = cursor.table(); // the row is table's row cursor.row(), without a copy
                if (cursor.nanos() < last || table.rows() <= cursor.row()) {
                    throw new AssertionError("time goes back");
                }
                last = cursor.nanos();
                rows[cursor.series()]++;
            }
            System.out.println(Arrays.toString(rows) + " rows in time order");
        }
    }
}
