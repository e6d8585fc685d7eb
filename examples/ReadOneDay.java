import dev.tidemark.lake.Lake;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Table;
import java.nio.file.Path;
import java.time.LocalDate;

/// One trading day of a series, as primitive arrays: one file is opened, however long the history is.
///
/// java -cp 'app/target/dist/lib/*' examples/ReadOneDay.java LAKE ticks/raw SHFE.cu2403 2024-01-05
class ReadOneDay {
    public static void main(String[] args) {
        try (Lake lake = Lake.open(Path.of(args[0]))) {
            Table day = lake.dataset(args[1])
                    .series(args[2])
                    .columns("datetime", "last_price", "volume")
                    .day(LocalDate.parse(args[3]));
            DoubleColumn last = day.doubles("last_price");
            double high = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < day.rows(); row++) {
                if (!last.isNull(row)) {
                    high = Math.max(high, last.values()[row]);
                }
            }
            System.out.println(day.rows() + " rows, high " + high);
        }
    }
}
