import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeSource;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Series;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.DoubleColumn;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.lake.table.Table;
import dev.tidemark.lake.table.TableBuilder;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// A plug-in with one recipe: the range of each trading day's ticks, one row a day.
public final class DailyRange implements RecipeSource {
    private static final DatasetName TICKS = new DatasetName("ticks", "raw");

    @Override
    public List<Recipe> recipes(Datasets datasets) {
        return datasets.record(TICKS).isPresent() ? List.of(new RangeRecipe()) : List.of();
    }

    private static final class RangeRecipe implements Recipe {
        private static final Schema SCHEMA =
                Schema.parse("symbol:string,datetime:int64,high:double,low:double,ticks:int64", "datetime");

        @Override
        public String id() {
            return "daily_range";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public DatasetName output() {
            return new DatasetName("features", "daily_range");
        }

        @Override
        public DatasetRecord record() {
            TreeMap<String, String> identity = new TreeMap<>();
            identity.put(RECIPE, id());
            return new DatasetRecord(SCHEMA, 1, ChunkSize.DAY, true, identity);
        }

        @Override
        public List<DatasetName> inputs() {
            return List.of(TICKS);
        }

        @Override
        public Collection<String> symbols(Snapshot lake) {
            return lake.series(TICKS).stream().map(SeriesKey::symbol).toList();
        }

        @Override
        public SeriesInputs inputs(Snapshot lake, String symbol) {
            return SeriesInputs.of(List.of(new SeriesKey(TICKS, symbol)));
        }

        @Override
        public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
            Series ticks = snapshot.series(new SeriesKey(TICKS, symbol)).orElse(null);
            return ticks == null
                    ? List.of()
                    : ticks.partitions().stream()
                            .map(day -> Want.of(
                                    day.chunk(),
                                    List.of(InputSlice.whole(ticks, day, List.of("datetime", "last_price")))))
                            .toList();
        }

        @Override
        public Table compute(String symbol, Want want, Inputs inputs) {
            Table ticks = inputs.read(want.slices().getFirst());
            DoubleColumn prices = ticks.doubles("last_price");
            double high = Double.NEGATIVE_INFINITY;
            double low = Double.POSITIVE_INFINITY;
            for (int row = 0; row < ticks.rows(); row++) {
                if (!prices.isNull(row)) {
                    high = Math.max(high, prices.values()[row]);
                    low = Math.min(low, prices.values()[row]);
                }
            }
            TableBuilder day = new TableBuilder(SCHEMA);
            if (high >= low) {
                day.setString(0, symbol);
                day.setLong(1, ticks.time(0));
                day.setDouble(2, high);
                day.setDouble(3, low);
                day.setLong(4, ticks.rows());
                day.endRow();
            }
            return day.build();
        }
    }
}
