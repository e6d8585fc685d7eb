package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.query.ImputedRows;
import dev.tidemark.query.Query;
import dev.tidemark.query.ResultWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark sql`.
@Command(
        name = "sql",
        header = "Run a query over one state of the lake.",
        description = "Datasets are tables: bars/1d is bars_1d. The table datasets lists them. Times are UTC.",
        exitCodeList = {
            "0:done",
            "2:no query, a syntax error or an unknown table",
            "6:no such revision, or gc has taken it"
        },
        footer = {
            "  tidemark sql \"select * from bars_1d where symbol = 'AAPL.US' order by ts desc\" --limit 5",
            "  tidemark sql --file query.sql --format csv -o answer.csv",
            "  tidemark sql \"select * from bars_1d\" --format parquet -o bars.parquet",
            "  tidemark sql \"select count(*) from bars_1d\" --as-of 2024-10-29"
        })
final class SqlCommand extends LakeCommand {
    private static final int TERMINAL_ROWS = 50;

    @Parameters(index = "0", arity = "0..1", paramLabel = "QUERY", description = "One query; - reads it from stdin.")
    private @Nullable String text;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the query from a file.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "table, csv, json (an object a line), parquet (wants -o) or arrow (a stream); default table, json"
                            + " with --json.")
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the answer to a file.")
    private @Nullable Path output;

    @Option(names = "--limit", paramLabel = "N", description = "At most N rows; default all.")
    private @Nullable Long limit;

    @Option(names = "--exclude-imputed", description = "Leave out the bars that a fill made.")
    private boolean excludeImputed;

    @Mixin
    private final AsOfOption asOf = new AsOfOption();

    SqlCommand(Session session) {
        super(session);
    }

    /// The formats of `--format`.
    private enum Format {
        TABLE,
        CSV,
        JSON,
        PARQUET,
        ARROW
    }

    @Override
    int run(Lake lake, Config config) {
        Format wanted = format();
        OptionalLong rows = limit();
        ImputedRows imputed = excludeImputed ? ImputedRows.EXCLUDED : ImputedRows.INCLUDED;
        try (Query query = Query.open(lake, asOf.of(lake), query(), imputed)) {
            if (wanted == Format.PARQUET) {
                parquet(query, rows);
            } else if (wanted == Format.ARROW) {
                arrow(query, rows);
            } else if (output == null) {
                Writer out = new OutputStreamWriter(console().out(), StandardCharsets.UTF_8);
                query.run(writer(wanted, out, shownRows()), rows);
                out.flush();
            } else {
                toFile(query, wanted, session.resolve(output), rows);
            }
            return DONE;
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.IO, "cannot write the answer" + (output == null ? "" : " to " + output) + ": " + e, e);
        }
    }

    private Format format() {
        if (format == null) {
            return json() ? Format.JSON : Format.TABLE;
        }
        try {
            return Format.valueOf(format.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "'" + format + "' is no format; expected table, csv, json, parquet or arrow", e);
        }
    }

    private OptionalLong limit() {
        if (limit == null) {
            return OptionalLong.empty();
        }
        if (limit < 0) {
            throw new TidemarkException(ErrorCode.USAGE, "--limit " + limit + " is negative");
        }
        return OptionalLong.of(limit);
    }

    private String query() {
        if ((text == null) == (file == null)) {
            throw new TidemarkException(ErrorCode.USAGE, "give one query, as an argument or with --file");
        }
        try {
            if (file != null) {
                return Files.readString(session.resolve(file));
            }
            return "-".equals(text) ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8) : text();
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot read the query from " + file + ": " + e, e);
        }
    }

    private String text() {
        return text == null ? "" : text;
    }

    /// Only a table that somebody looks at is cut.
    private long shownRows() {
        return console().isOutTerminal() && limit == null ? TERMINAL_ROWS : Long.MAX_VALUE;
    }

    private static ResultWriter writer(Format format, Appendable out, long maxRows) {
        return switch (format) {
            case TABLE -> ResultWriter.table(out, maxRows);
            case CSV -> ResultWriter.csv(out);
            case JSON -> ResultWriter.json(out);
            case PARQUET, ARROW -> throw new IllegalStateException(format + " is no text");
        };
    }

    private void parquet(Query query, OptionalLong rows) throws IOException {
        if (output == null) {
            throw new TidemarkException(ErrorCode.USAGE, "--format parquet wants a file: -o FILE");
        }
        said(query.writeParquet(session.resolve(output), rows));
    }

    private void arrow(Query query, OptionalLong rows) throws IOException {
        if (output != null) {
            toFile(session.resolve(output), draft -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                    return query.writeArrow(out, rows);
                }
            });
        } else if (console().isOutTerminal()) {
            throw new TidemarkException(
                    ErrorCode.USAGE, "--format arrow is not for a terminal: give -o FILE, or send it to a program");
        } else {
            query.writeArrow(new BufferedOutputStream(console().out()), rows);
        }
    }

    private void toFile(Query query, Format wanted, Path target, OptionalLong rows) throws IOException {
        toFile(target, draft -> {
            try (BufferedWriter out = Files.newBufferedWriter(draft)) {
                return query.run(writer(wanted, out, Long.MAX_VALUE), rows);
            }
        });
    }

    /// Writes an answer and says how many rows it has.
    private interface Answer {
        long write(Path draft) throws IOException;
    }

    /// The file appears when it is complete.
    private void toFile(Path target, Answer answer) throws IOException {
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            long count = answer.write(draft);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            said(count);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void said(long rows) {
        console().note(HumanText.count(rows) + " rows written to " + output);
    }
}
