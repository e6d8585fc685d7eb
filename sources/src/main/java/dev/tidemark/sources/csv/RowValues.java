package dev.tidemark.sources.csv;

import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of a row beside symbol and time: read first, then appended, so that a line with a fault leaves nothing.
/// Not thread-safe.
final class RowValues {
    private static final int FIRST_VALUE = 2;
    private static final Set<String> COUNTS =
            Set.of("volume", "open_interest", "size", "bid_size", "ask_size", "splits", "turnover", "amount");

    private final ColumnPlan plan;
    private final CsvLayout layout;
    private final double priceScale;
    private final DecimalParser decimal = new DecimalParser();
    private final int[] numberColumns;
    private final int[] numberFields;
    private final int[] textColumns;
    private final int[] booleanColumns;
    private final boolean[] isPrice;
    private final double[] numbers;
    private final boolean[] isNull;
    private final TextField[] texts;
    private final byte[] booleans;
    private final int imputed;
    private final int isFinal;
    private long nonFinite;

    RowValues(ColumnPlan plan, CsvLayout layout) {
        this.plan = plan;
        this.layout = layout;
        this.priceScale = layout.priceScale();
        this.numberColumns = columns(ColumnType.FLOAT64);
        this.textColumns = columns(ColumnType.STRING);
        this.booleanColumns = columns(ColumnType.BOOLEAN);
        this.numberFields = Arrays.stream(numberColumns).map(plan::fieldOf).toArray();
        this.numbers = new double[numberColumns.length];
        this.isNull = new boolean[numberColumns.length];
        this.texts = new TextField[textColumns.length];
        this.booleans = new byte[booleanColumns.length];
        this.isPrice = new boolean[numberColumns.length];
        for (int i = 0; i < isPrice.length; i++) {
            String name = plan.schema().fields().get(numberColumns[i]).name();
            isPrice[i] = !COUNTS.contains(name) && !name.matches("(bid|ask)_volume\\d");
        }
        Arrays.setAll(texts, _ -> new TextField());
        this.imputed = plan.schema().indexOf("imputed");
        this.isFinal = plan.schema().indexOf("final");
    }

    private int[] columns(ColumnType type) {
        List<Integer> found = new ArrayList<>();
        for (int column = FIRST_VALUE; column < plan.schema().fields().size(); column++) {
            Field field = plan.schema().fields().get(column);
            boolean isMaker = field.name().equals("condition") && plan.buyerIsMaker() != ColumnPlan.ABSENT;
            if (field.type() == type && (plan.fieldOf(column) != ColumnPlan.ABSENT || isMaker)) {
                found.add(column);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Number of values so far that were NaN or infinite.
    long nonFinite() {
        return nonFinite;
    }

    /// Reads the values of a line that was split.
    ///
    /// @return why it cannot be read, or null
    @Nullable
    RejectReason read(byte[] text, FieldSplitter fields) {
        int infinite = 0;
        for (int i = 0; i < numberColumns.length; i++) {
            int field = numberFields[i];
            switch (parse(text, fields, field)) {
                case NUMBER -> {
                    numbers[i] = isPrice[i] ? decimal.value() / priceScale : decimal.value();
                    isNull[i] = false;
                    if (Double.isInfinite(numbers[i])) {
                        return RejectReason.NUMBER_OUT_OF_RANGE;
                    }
                }
                case EMPTY -> isNull[i] = true;
                case NON_FINITE -> {
                    isNull[i] = true;
                    infinite++;
                }
                case MALFORMED -> {
                    if (!isAbsent(text, fields.start(field), fields.end(field))) {
                        return RejectReason.BAD_NUMBER;
                    }
                    isNull[i] = true;
                }
                case OUT_OF_RANGE -> {
                    return RejectReason.NUMBER_OUT_OF_RANGE;
                }
            }
        }
        RejectReason fault = readOthers(text, fields);
        nonFinite += fault == null ? infinite : 0;
        return fault;
    }

    private DecimalParser.Kind parse(byte[] text, FieldSplitter fields, int field) {
        int from = fields.start(field);
        int to = fields.end(field);
        if (layout.hasDecimalComma()) {
            return decimal.parseDecimalComma(text, from, to);
        }
        return fields.isQuoted(field) ? decimal.parseGrouped(text, from, to) : decimal.parse(text, from, to);
    }

    /// Whether a word says that there is no value.
    private static boolean isAbsent(byte[] text, int from, int to) {
        if (to - from > 4) {
            return false;
        }
        return switch (new String(text, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)) {
            case "null", "none", "na", "n/a", "-" -> true;
            default -> false;
        };
    }

    private @Nullable RejectReason readOthers(byte[] text, FieldSplitter fields) {
        for (int i = 0; i < booleanColumns.length; i++) {
            booleans[i] = truth(text, fields, plan.fieldOf(booleanColumns[i]));
            if (booleans[i] == BAD) {
                return RejectReason.BAD_BOOLEAN;
            }
        }
        for (int i = 0; i < textColumns.length; i++) {
            int field = plan.fieldOf(textColumns[i]);
            if (field != ColumnPlan.ABSENT) {
                texts[i].take(text, fields.start(field), fields.end(field));
            } else {
                byte maker = truth(text, fields, plan.buyerIsMaker());
                if (maker == BAD) {
                    return RejectReason.BAD_BOOLEAN;
                }
                texts[i].text = maker == NULL ? "" : maker == TRUE ? "maker_buyer" : "maker_seller";
            }
        }
        return null;
    }

    private static final byte FALSE = 0;
    private static final byte TRUE = 1;
    private static final byte NULL = 2;
    private static final byte BAD = 3;

    private static byte truth(byte[] text, FieldSplitter fields, int field) {
        int length = fields.length(field);
        int from = fields.start(field);
        int first = length == 0 ? 0 : text[from] | 0x20;
        return switch (length) {
            case 0 -> NULL;
            case 1 ->
                switch (text[from]) {
                    case '1', 't', 'T' -> TRUE;
                    case '0', 'f', 'F' -> FALSE;
                    default -> BAD;
                };
            case 4 -> first == 't' && is(text, from, "true") ? TRUE : BAD;
            case 5 -> first == 'f' && is(text, from, "false") ? FALSE : BAD;
            default -> BAD;
        };
    }

    private static boolean is(byte[] text, int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if ((text[from + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Appends the values that were read to a row whose symbol and time are set, and ends it.
    void appendTo(TableBuilder row) {
        if (isFinal >= 0) {
            row.setBoolean(imputed, false);
            row.setBoolean(isFinal, true);
        }
        for (int i = 0; i < numberColumns.length; i++) {
            if (!isNull[i]) {
                row.setDouble(numberColumns[i], numbers[i]);
            }
        }
        for (int i = 0; i < textColumns.length; i++) {
            if (!texts[i].text.isEmpty()) {
                row.setString(textColumns[i], texts[i].text);
            }
        }
        for (int i = 0; i < booleanColumns.length; i++) {
            if (booleans[i] != NULL) {
                row.setBoolean(booleanColumns[i], booleans[i] == TRUE);
            }
        }
        row.endRow();
    }

    /// A text that often is that of the row before.
    private static final class TextField {
        private byte[] bytes = {};
        private String text = "";

        void take(byte[] line, int from, int to) {
            if (!Arrays.equals(line, from, to, bytes, 0, bytes.length)) {
                bytes = Arrays.copyOfRange(line, from, to);
                text = new String(bytes, StandardCharsets.UTF_8);
            }
        }
    }
}
