package dev.tidemark.app.report;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// A report that is written while series are checked, so that it may be of any number of them: JSON lines, JUnit XML or
/// a page for people, by the ending of the file's name. The file appears when it is whole.
public final class ValidationReport implements AutoCloseable {
    private final Path file;
    private final Path draft;
    private final Writer out;
    private final Format format;

    /// How a report is written.
    interface Format {
        void begin(Writer out, String title) throws IOException;

        void add(Writer out, SeriesResult result) throws IOException;

        void end(Writer out, long passed, long failed) throws IOException;
    }

    private ValidationReport(Path file, Path draft, Writer out, Format format) {
        this.file = file;
        this.draft = draft;
        this.out = out;
        this.format = format;
    }

    /// Begins a report.
    ///
    /// @param file ends in `.json`, `.xml` or `.html`
    /// @throws TidemarkException `USAGE` for another ending, `IO` when it cannot be written
    public static ValidationReport begin(Path file, String title) {
        Format format = format(file);
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, ".report", ".tmp");
            Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8);
            format.begin(out, title);
            return new ValidationReport(file, draft, out, format);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static Format format(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json") || name.endsWith(".jsonl")) {
            return new JsonFormat();
        }
        if (name.endsWith(".xml")) {
            return new JUnitFormat();
        }
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return new HtmlFormat();
        }
        throw new TidemarkException(
                ErrorCode.USAGE, "--report " + file + ": the name has to end in .json, .xml (JUnit) or .html");
    }

    /// Writes what is said of one series.
    public void add(SeriesResult result) {
        try {
            format.add(out, result);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /// Ends the report and puts the file in its place.
    public void end(long passed, long failed) {
        try {
            format.end(out, passed, failed);
            out.close();
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static TidemarkException failed(Path file, IOException e) {
        return new TidemarkException(ErrorCode.IO, "cannot write the report " + file + ": " + e, e);
    }

    /// Gives up what was not ended.
    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }
}
