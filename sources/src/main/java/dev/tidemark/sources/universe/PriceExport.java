package dev.tidemark.sources.universe;

import dev.tidemark.sources.stooq.StooqFormat;
import dev.tidemark.sources.text.DateParser;
import dev.tidemark.sources.text.FieldSplitter;
import java.nio.charset.StandardCharsets;

/// Writes the rows of a price file in the ten columns of an export, as bytes; a row that cannot be read as one goes out
/// as it is.
final class PriceExport {
    private static final byte[] HEADER =
            "ticker,per,date,time,open,high,low,close,volume,openint\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_TIME = ",000000".getBytes(StandardCharsets.US_ASCII);

    /// Open, high, low, close.
    private static final int PRICES = 4;

    private final byte[] dailyPrefix;
    private final MeasuredOutput target;

    /// @param ticker the first column of rows that have none
    PriceExport(String ticker, MeasuredOutput target) {
        this.dailyPrefix = (quoted(ticker) + ",D,").getBytes(StandardCharsets.UTF_8);
        this.target = target;
    }

    private static String quoted(String ticker) {
        StringBuilder text = new StringBuilder();
        CsvText.append(text, ticker);
        return text.toString();
    }

    void header() {
        target.write(HEADER, 0, HEADER.length);
    }

    void row(StooqFormat format, byte[] text, int from, int to) {
        switch (format) {
            case BULK -> target.write(text, from, to - from);
            case ARCHIVE -> archiveRow(text, from, to);
        }
        target.write('\n');
    }

    /// A row that can be read as one, open, high, low and close divided by a hundred.
    void majorRow(StooqFormat format, byte[] text, int from, int to, FieldSplitter fields) {
        int first = format.firstNumber();
        int prices = fieldFrom(text, from, fields.start(first));
        switch (format) {
            case BULK -> target.write(text, from, prices - from);
            case ARCHIVE -> {
                archiveDay(text, from, prices - 1);
                target.write(',');
            }
        }
        for (int field = first; field < first + PRICES; field++) {
            Hundredth.write(text, fields.start(field), fields.end(field), target);
            target.write(',');
        }
        int rest = fieldFrom(text, from, fields.start(first + PRICES));
        target.write(text, rest, to - rest);
        target.write('\n');
    }

    /// Where a field begins with its quote and spaces.
    private static int fieldFrom(byte[] text, int from, int start) {
        int at = start;
        while (at > from && text[at - 1] != ',') {
            at--;
        }
        return at;
    }

    private void archiveRow(byte[] text, int from, int to) {
        int comma = from;
        while (comma < to && text[comma] != ',') {
            comma++;
        }
        archiveDay(text, from, comma);
        target.write(text, comma, to - comma);
    }

    private void archiveDay(byte[] text, int from, int comma) {
        target.write(dailyPrefix, 0, dailyPrefix.length);
        boolean isDate = DateParser.iso(text, from, comma) != DateParser.NO_DATE;
        for (int i = from; i < comma; i++) {
            if (!isDate || text[i] != '-') {
                target.write(text[i]);
            }
        }
        target.write(NO_TIME, 0, NO_TIME.length);
    }
}
