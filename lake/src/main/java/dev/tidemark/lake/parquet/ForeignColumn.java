package dev.tidemark.lake.parquet;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ColumnType;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A column of a file that others wrote.
///
/// @param name as the file writes it
/// @param type as the engine names it, such as `DOUBLE` or `TIMESTAMP WITH TIME ZONE`
public record ForeignColumn(String name, String type) {
    private static final Set<String> SMALL_INTEGERS = Set.of("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT");
    private static final Set<String> LOCAL_TIMES = Set.of("TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S");
    private static final Set<String> INSTANTS = Set.of("TIMESTAMP WITH TIME ZONE");
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+),\\d+\\)");
    private static final int EXACT_DIGITS = 15;
    private static final long EXACT = 1L << 53;

    /// Whether its values are dates with times of day in a zone that the file does not name.
    public boolean isLocalTime() {
        return LOCAL_TIMES.contains(type);
    }

    /// The expression that gives the column `source` as a type of a lake: `int64` and `timestamp` as 64-bit numbers,
    /// `date` as a number of days, NaN and infinities as null. A value that the type does not hold ends the query.
    ///
    /// @throws TidemarkException `SCHEMA_MISMATCH` when the type cannot hold such values
    String as(ColumnType wanted, String source) {
        return conversion(wanted, source)
                .orElseThrow(() -> new TidemarkException(
                        ErrorCode.SCHEMA_MISMATCH,
                        "column '" + name + "' is " + type + ", which is not taken as " + wanted.text()));
    }

    private Optional<String> conversion(ColumnType wanted, String source) {
        return Optional.ofNullable(
                switch (wanted) {
                    case STRING -> isText() ? "CAST(" + source + " AS VARCHAR)" : null;
                    case BOOLEAN -> type.equals("BOOLEAN") ? source : null;
                    case INT32 -> SMALL_INTEGERS.contains(type) ? "CAST(" + source + " AS INTEGER)" : null;
                    case INT64 -> isTime() ? nanos(source) : isInteger() ? "CAST(" + source + " AS BIGINT)" : null;
                    case FLOAT64 -> number(source);
                    case TIMESTAMP -> micros(source);
                    case DATE -> date(source);
                });
    }

    private boolean isText() {
        return type.equals("VARCHAR")
                || type.startsWith("ENUM(")
                || type.equals("UUID")
                || type.equals("DATE")
                || isInteger();
    }

    private boolean isInteger() {
        return SMALL_INTEGERS.contains(type) || type.equals("UINTEGER") || type.equals("BIGINT");
    }

    private boolean isTime() {
        return LOCAL_TIMES.contains(type) || INSTANTS.contains(type);
    }

    private String nanos(String source) {
        return type.equals("TIMESTAMP_NS") ? "epoch_ns(" + source + ")" : "epoch_us(" + microTime(source) + ") * 1000";
    }

    private String microTime(String source) {
        return type.equals("TIMESTAMP_MS") || type.equals("TIMESTAMP_S") ? "CAST(" + source + " AS TIMESTAMP)" : source;
    }

    private @Nullable String micros(String source) {
        if (type.equals("TIMESTAMP_NS")) {
            return checked(source, "epoch_ns(" + source + ") % 1000 = 0", "epoch_ns(" + source + ") // 1000");
        }
        if (type.equals("DATE")) {
            return "epoch_us(CAST(" + source + " AS TIMESTAMP))";
        }
        return isTime() ? "epoch_us(" + microTime(source) + ")" : null;
    }

    private @Nullable String date(String source) {
        if (isTime()) {
            String day = "CAST(" + source + " AS DATE)";
            return checked(
                    source, "epoch_us(" + microTime(source) + ") % 86400000000 = 0", day + " - DATE '1970-01-01'");
        }
        boolean isDate = type.equals("DATE") || type.equals("VARCHAR");
        return isDate ? "CAST(" + source + " AS DATE) - DATE '1970-01-01'" : null;
    }

    private @Nullable String number(String source) {
        String value = "CAST(" + source + " AS DOUBLE)";
        if (type.equals("DOUBLE") || type.equals("FLOAT")) {
            return "CASE WHEN isfinite(" + source + ") THEN " + value + " END";
        }
        if (type.equals("BIGINT") || type.equals("UBIGINT")) {
            return checked(source, source + " BETWEEN -" + EXACT + " AND " + EXACT, value);
        }
        Matcher decimal = DECIMAL.matcher(type);
        boolean isExact = decimal.matches() && Integer.parseInt(decimal.group(1)) <= EXACT_DIGITS;
        return isExact || isInteger() ? value : null;
    }

    private String checked(String source, String condition, String value) {
        String message =
                "'column " + name.replace("'", "''") + " holds ' || " + source + " || ', which would lose digits'";
        return "CASE WHEN " + source + " IS NULL OR " + condition + " THEN " + value + " ELSE error(" + message
                + ") END";
    }

    /// An expression that is 1 where the value is NaN or infinite, and 0 else; empty for a type that has none such.
    Optional<String> isNonFinite(String source) {
        return type.equals("DOUBLE") || type.equals("FLOAT")
                ? Optional.of("CASE WHEN isfinite(" + source + ") OR " + source + " IS NULL THEN 0 ELSE 1 END")
                : Optional.empty();
    }
}
