import dev.tidemark.lake.Lake;
import dev.tidemark.lake.read.TableStream;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;

/// A range of days as a stream of tables: memory is bounded by a few partitions, whatever the range.
///
/// java -cp 'app/target/dist/lib/*' examples/ReadRange.java LAKE ticks/raw SHFE.cu2403 2024-01-01 2024-12-31
class ReadRange {
    public static void main(String[] args) {
        try (Lake lake = Lake.open(Path.of(args[0]));
                TableStream days = lake.dataset(args[1])
                        .series(args[2])
                        .columns("datetime", "volume")
                        .range(LocalDate.parse(args[3]), LocalDate.parse(args[4]))) {
            long rows = 0;
            for (Table day : days) {
                rows += day.rows();
            }
            System.out.println(rows + " rows");
        }
    }
}
