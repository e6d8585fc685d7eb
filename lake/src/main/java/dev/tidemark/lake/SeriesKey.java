package dev.tidemark.lake;

import java.nio.charset.StandardCharsets;

/// One symbol of a dataset: `bars/1d/AAPL.US`. A dataset without symbols (a panel) has one series, whose symbol is
/// [#NO_SYMBOL].
///
/// @param dataset the dataset
/// @param symbol  the symbol as the source writes it; at most 160 bytes, no control characters, no `\`, not `.` or `..`
public record SeriesKey(DatasetName dataset, String symbol) implements Comparable<SeriesKey> {
    /// The symbol of a dataset that has one series only.
    public static final String NO_SYMBOL = "_";

    private static final int MAX_SYMBOL_BYTES = 160;

    public SeriesKey {
        String fault = fault(symbol);
        if (!fault.isEmpty()) {
            throw new TidemarkException(ErrorCode.BAD_NAME, "symbol '" + printable(symbol) + "' is refused: " + fault);
        }
        SymbolFolder.encode(symbol); // refuses what has no folder
    }

    /// Whether a text can be a symbol.
    public static boolean isSymbol(String text) {
        try {
            return fault(text).isEmpty() && !SymbolFolder.encode(text).isEmpty();
        } catch (TidemarkException e) {
            return false;
        }
    }

    private static String fault(String symbol) {
        if (symbol.isEmpty()) {
            return "it is empty";
        }
        if (!symbol.equals(symbol.strip())) {
            return "it starts or ends with white space";
        }
        if (symbol.equals(".") || symbol.equals("..")) {
            return "it names a folder";
        }
        if (symbol.indexOf('\\') >= 0 || symbol.indexOf('/') >= 0) {
            return "it holds a slash or backslash";
        }
        if (symbol.chars().anyMatch(Character::isISOControl)) {
            return "it holds a control character";
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(symbol)) {
            return "it holds half of a character";
        }
        if (symbol.getBytes(StandardCharsets.UTF_8).length > MAX_SYMBOL_BYTES) {
            return "it is longer than " + MAX_SYMBOL_BYTES + " bytes";
        }
        return "";
    }

    private static String printable(String symbol) {
        return symbol.replaceAll("\\p{Cntrl}", "?");
    }

    /// Parses `group/member/SYMBOL`.
    public static SeriesKey parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length != 3) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME, "'" + text + "' is no series; expected DATASET/SYMBOL such as bars/1d/AAPL.US");
        }
        return new SeriesKey(new DatasetName(parts[0], parts[1]), parts[2]);
    }

    /// The folder below `data/` and `objects/`: `bars/timeframe=1d/symbol=AAPL.US`.
    public String folder() {
        return dataset.folder() + "/symbol=" + SymbolFolder.encode(symbol);
    }

    @Override
    public int compareTo(SeriesKey other) {
        int byDataset = dataset.compareTo(other.dataset);
        return byDataset != 0 ? byDataset : symbol.compareTo(other.symbol);
    }

    @Override
    public String toString() {
        return dataset + "/" + symbol;
    }
}
