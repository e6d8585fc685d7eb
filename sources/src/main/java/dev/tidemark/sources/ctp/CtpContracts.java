package dev.tidemark.sources.ctp;

import dev.tidemark.lake.SeriesKey;
import dev.tidemark.market.instrument.Listings;
import dev.tidemark.market.instrument.Symbols;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.merge.SourceSink;
import dev.tidemark.sources.text.FieldSplitter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The contracts of one source, by what its rows say. For one thread.
///
/// A contract's symbol is its exchange, a dot and the instrument as the exchange writes it. The exchange is the one
/// that
/// was given for the import, else the row's, else the only one that lists the product.
final class CtpContracts {
    private static final byte[] NOTHING = {};

    private final CtpImportOptions options;
    private final String source;
    private final SourceSink sink;
    private final Map<String, CtpContract> known = new HashMap<>();

    private byte[] lastInstrument = NOTHING;
    private byte[] lastExchange = NOTHING;
    private @Nullable CtpContract last;

    /// @param source name for messages
    CtpContracts(CtpImportOptions options, String source, SourceSink sink) {
        this.options = options;
        this.source = source;
        this.sink = sink;
    }

    /// The contract of a row; null when its instrument can be no symbol.
    ///
    /// @throws SourceRefusedException `NO_EXCHANGE` when nothing says the exchange
    @Nullable
    CtpContract of(byte[] text, FieldSplitter fields, CtpHeader header) throws SourceRefusedException {
        if (last != null
                && isField(lastInstrument, text, fields, header.contract())
                && isField(lastExchange, text, fields, header.exchange())) {
            return last;
        }
        String instrument = text(text, fields, header.contract());
        if (instrument.isEmpty()) {
            return null;
        }
        String exchange = exchange(instrument, text(text, fields, header.exchange()));
        String symbol = exchange + "." + instrument;
        if (!SeriesKey.isSymbol(symbol)) {
            return null;
        }
        CtpContract contract = known.get(symbol);
        if (contract == null) {
            contract = open(symbol, exchange);
            known.put(symbol, contract);
        }
        lastInstrument = bytes(text, fields, header.contract());
        lastExchange = bytes(text, fields, header.exchange());
        last = contract;
        return contract;
    }

    private static boolean isField(byte[] value, byte[] text, FieldSplitter fields, int field) {
        return field < 0 || Arrays.equals(value, 0, value.length, text, fields.start(field), fields.end(field));
    }

    private static byte[] bytes(byte[] text, FieldSplitter fields, int field) {
        return field < 0 ? NOTHING : Arrays.copyOfRange(text, fields.start(field), fields.end(field));
    }

    private static String text(byte[] text, FieldSplitter fields, int field) {
        return new String(bytes(text, fields, field), StandardCharsets.UTF_8);
    }

    private CtpContract open(String symbol, String exchange) {
        return new CtpContract(
                symbol,
                sink.series(new SeriesKey(options.dataset(), symbol), new TreeMap<>()),
                options.multipliers(),
                options.markets().find(exchange, Symbols.productOf(symbol)));
    }

    private String exchange(String instrument, String ofRow) throws SourceRefusedException {
        if (!options.exchange().isEmpty()) {
            return options.exchange();
        }
        if (!ofRow.isEmpty()) {
            return ofRow;
        }
        return Listings.onlyExchangeOf(Symbols.productOf(instrument))
                .orElseThrow(() -> new SourceRefusedException(
                        RefusalReason.NO_EXCHANGE,
                        "cannot import " + source + ": nothing says which exchange '" + instrument
                                + "' trades on; give --exchange, such as --exchange SHFE"));
    }

    Collection<CtpContract> all() {
        return known.values();
    }
}
