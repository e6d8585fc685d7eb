package dev.tidemark.sources.lean;

import dev.tidemark.lake.table.TableBuilder;
import dev.tidemark.sources.RejectReason;
import dev.tidemark.sources.text.DecimalParser;
import dev.tidemark.sources.text.FieldSplitter;
import dev.tidemark.sources.text.TextPool;
import org.jspecify.annotations.Nullable;

/// The values of a row beside symbol and time: read first, then appended, so that a line with a fault leaves nothing.
/// An absent number is NaN until then. Not thread-safe.
final class LeanValues {
    private final double scale;
    private final DecimalParser decimal = new DecimalParser();
    private final TextPool texts = new TextPool();
    private final double[] numbers = new double[LeanRowForm.MOST_FIELDS];
    private String exchange = "";
    private String condition = "";
    private Flag suspicious = Flag.UNKNOWN;
    private int nonFiniteOfRow;
    private long nonFinite;

    /// What a row says of itself.
    private enum Flag {
        YES,
        NO,
        UNKNOWN
    }

    /// @param scale what prices are divided by
    LeanValues(double scale) {
        this.scale = scale;
    }

    /// Number of values of the rows appended so far that were NaN or infinite.
    long nonFinite() {
        return nonFinite;
    }

    /// Reads the values of a line that was split.
    ///
    /// @return why it cannot be read, or null
    @Nullable
    RejectReason read(byte[] text, FieldSplitter fields, LeanRowForm form) {
        nonFiniteOfRow = 0;
        for (int field = 1; field < form.wordsFrom(); field++) {
            RejectReason fault = number(text, fields, field, form.isPrice(field));
            if (fault != null) {
                return fault;
            }
        }
        form.settle(numbers);
        return form.hasWords() ? words(text, fields, form.wordsFrom()) : null;
    }

    private @Nullable RejectReason number(byte[] text, FieldSplitter fields, int field, boolean isPrice) {
        int from = fields.start(field);
        int to = fields.end(field);
        DecimalParser.Kind kind =
                fields.isQuoted(field) ? decimal.parseGrouped(text, from, to) : decimal.parse(text, from, to);
        numbers[field] = Double.NaN;
        return switch (kind) {
            case NUMBER -> {
                numbers[field] = isPrice ? decimal.value() / scale : decimal.value();
                yield null;
            }
            case EMPTY -> null;
            case NON_FINITE -> {
                nonFiniteOfRow++;
                yield null;
            }
            case MALFORMED -> RejectReason.BAD_NUMBER;
            case OUT_OF_RANGE -> RejectReason.NUMBER_OUT_OF_RANGE;
        };
    }

    private @Nullable RejectReason words(byte[] text, FieldSplitter fields, int first) {
        exchange = texts.text(text, fields.start(first), fields.end(first));
        condition = texts.text(text, fields.start(first + 1), fields.end(first + 1));
        int flag = first + 2;
        if (fields.length(flag) > 1) {
            return RejectReason.BAD_BOOLEAN;
        }
        byte written = fields.length(flag) == 0 ? 0 : text[fields.start(flag)];
        suspicious = written == '1' ? Flag.YES : written == '0' ? Flag.NO : Flag.UNKNOWN;
        return written != 0 && suspicious == Flag.UNKNOWN ? RejectReason.BAD_BOOLEAN : null;
    }

    /// Appends the values that were read to a row whose symbol and time are set.
    void appendTo(TableBuilder row, LeanRowForm form) {
        nonFinite += nonFiniteOfRow;
        for (int field = 1; field < form.wordsFrom(); field++) {
            if (!Double.isNaN(numbers[field])) {
                row.setDouble(form.column(field), numbers[field]);
            }
        }
        if (form.hasWords()) {
            appendWords(row, form.exchangeColumn());
        }
    }

    private void appendWords(TableBuilder row, int column) {
        if (!exchange.isEmpty()) {
            row.setString(column, exchange);
        }
        if (!condition.isEmpty()) {
            row.setString(column + 1, condition);
        }
        if (suspicious != Flag.UNKNOWN) {
            row.setBoolean(column + 2, suspicious == Flag.YES);
        }
    }
}
