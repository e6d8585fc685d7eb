package dev.tidemark.lake.parquet;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file's name as the engine's text literal.
final class FileLiteral {
    private static final Pattern PATTERN_SPECIAL = Pattern.compile("[*?\\[]");

    private FileLiteral() {}

    /// The name in quotes, such that the engine takes it neither for the end of a text nor for a pattern. In a pattern
    /// the engine would split at backslashes, and nothing quotes them there.
    ///
    /// @throws TidemarkException `BAD_NAME` for a name that cannot be written so
    static String of(Path file) {
        String name = file.toString();
        Matcher special = PATTERN_SPECIAL.matcher(name);
        if (special.find() && name.indexOf('\\') >= 0) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME,
                    "cannot read " + file
                            + ": a path with a backslash may not hold *, ? or [ as well; rename the folder");
        }
        return "'" + special.replaceAll("[$0]").replace("'", "''") + "'";
    }
}
