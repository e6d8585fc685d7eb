import dev.tidemark.market.factor.Factor;
import dev.tidemark.market.factor.FactorSource;
import dev.tidemark.market.tick.TickColumn;
import java.util.List;

/// A plug-in with one factor: `tidemark build features --factors mid,queue_ratio --set queues`.
public final class QueueFactors implements FactorSource {
    @Override
    public List<Factor> factors() {
        Factor ratio = Factor.named(
                        "queue_ratio", "vb1/va1; null if either is null or va1 = 0", (rows, from, to, out, at) -> {
                            double[] bids = rows.column(TickColumn.BID_VOLUME1);
                            double[] asks = rows.column(TickColumn.ASK_VOLUME1);
                            for (int t = from; t < to; t++) {
                                out[at + t - from] = asks[t] == 0 ? Double.NaN : bids[t] / asks[t];
                            }
                        })
                .reads(TickColumn.BID_VOLUME1, TickColumn.ASK_VOLUME1)
                .build();
        return List.of(ratio);
    }
}
