package dev.tidemark.app.commands;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.gap.CoverageAxis;
import dev.tidemark.sources.gap.CoverageDrawing;
import dev.tidemark.sources.gap.GapEvent;
import dev.tidemark.sources.gap.GapSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.function.Consumer;

/// Writes coverage into an SVG or HTML file as it comes. The file appears when it is complete; one that was there
/// before
/// is replaced.
final class CoverageFile implements Consumer<GapEvent>, AutoCloseable {
    private static final String SVG = ".svg";
    private static final String HTML = ".html";

    private final Path file;
    private final Path draft;
    private final boolean isHtml;
    private final Writer out;
    private final CoverageDrawing drawing;
    private boolean isComplete;

    /// Begins a file.
    ///
    /// @param rows how many series will follow
    /// @throws TidemarkException `IO`
    CoverageFile(Path file, String title, CoverageAxis axis, int rows) {
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".draft");
        this.isHtml = file.toString().toLowerCase(Locale.ROOT).endsWith(HTML);
        try {
            this.out = Files.newBufferedWriter(draft);
        } catch (IOException e) {
            throw failure(e);
        }
        this.drawing = begun(title, axis, rows);
    }

    /// Refuses a name of another kind.
    ///
    /// @throws TidemarkException `USAGE`
    static Path require(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(SVG) && !name.endsWith(HTML)) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--report '" + file + "' is of no known kind; expected a name that ends with " + SVG + " or "
                            + HTML);
        }
        return file;
    }

    private CoverageDrawing begun(String title, CoverageAxis axis, int rows) {
        try {
            if (isHtml) {
                String name = CoverageDrawing.escaped(title);
                out.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + name
                        + "</title></head>\n<body>\n");
            }
            return CoverageDrawing.begin(out, title, axis, rows);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public void accept(GapEvent event) {
        try {
            switch (event) {
                case GapEvent.Found _ -> {
                    // counted in the row of its series
                }
                case GapEvent.Done(GapSummary summary) ->
                    summary.coverage()
                            .ifPresent(row -> drawing.row(summary.key().toString(), row));
                case GapEvent.Failed failed -> drawing.failed(failed.key().toString(), failed.message());
            }
        } catch (UncheckedIOException e) {
            throw failure(e);
        }
    }

    /// Completes the file.
    void end() {
        try {
            drawing.end();
            if (isHtml) {
                out.write("</body></html>\n");
            }
            out.close();
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            isComplete = true;
        } catch (IOException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    private TidemarkException failure(Exception e) {
        return new TidemarkException(ErrorCode.IO, "cannot write " + file + ": " + e.getMessage(), e);
    }

    /// Drops a file that is not complete.
    @Override
    public void close() {
        if (!isComplete) {
            try {
                out.close();
                Files.deleteIfExists(draft);
            } catch (IOException e) {
                throw failure(e);
            }
        }
    }
}
