package dev.tidemark.sources.universe;

import dev.tidemark.lake.work.StopSignal;
import dev.tidemark.market.match.PriceDiagnosis;
import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.LineScanner;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.function.Supplier;

/// Reads price files, each once and as a stream: its digest, its diagnosis and, when asked, its export come from the
/// same bytes. One
/// reader serves any number of files, one after the other; for one thread.
///
/// A row is what has as many fields as the header names; any other line counts as one with an invalid date. Volume and
/// close are
/// missing when they are no finite number. Rows of intraday files are told apart by date and time, all others by date.
/// A file with
/// a line that is no text (broken UTF-8, control bytes, more than [LineScanner#MAX_LINE_BYTES]) or a first line that is
/// no known
/// header is an error, and its first such line is named.
public final class PriceFile {
    private static final String MISSING_FILE = "missing_file";

    private final Supplier<PriceDiagnosis.Scan> scans;
    private final StopSignal stop;
    private final LineScanner lines = new LineScanner();

    /// @param scans gives a fresh scan for each file, with or without a search for holes
    /// @param stop  ends a long reading by a [java.util.concurrent.CancellationException]
    public PriceFile(Supplier<PriceDiagnosis.Scan> scans, StopSignal stop) {
        this.scans = scans;
        this.stop = stop;
    }

    /// Digest and diagnosis.
    public PriceReading read(TreeFile file) {
        return read(file, OutputStream.nullOutputStream(), ExportUnit.WRITTEN);
    }

    /// Digest, diagnosis and export: a header of ten lower-case names, then the rows as they are, without outer spaces
    /// and blank lines, each ended by LF. Rows with ISO dates get the ten columns, ticker the file's, period `D`, time
    /// `000000`. In [ExportUnit#MAJOR] open, high, low and close have their decimal point moved by two digits, and
    /// lines
    /// that are no rows are left out, since nobody could tell in which unit they are.
    ///
    /// @param target is flushed, not closed; what was written is of no worth unless the file could be read and is no
    /// error
    /// @throws UncheckedIOException when the target fails
    public PriceReading read(TreeFile file, OutputStream target, ExportUnit unit) {
        MeasuredOutput export = new MeasuredOutput(target);
        try (MeasuredInput in = new MeasuredInput(file.open())) {
            PricePass pass = new PricePass(file, scans.get(), export, unit, stop);
            pass.read(lines, in);
            export.flush();
            PriceReading.Export written = new PriceReading.Export(export.digest(), export.bytes());
            return new PriceReading.Read(in.digest(), in.bytes(), pass.diagnosis(), pass.faults(), written);
        } catch (NoSuchFileException e) {
            return new PriceReading.Unread(
                    PriceDiagnosis.MISSING_FILE,
                    new SourceFault(file.name(), 0, MISSING_FILE, "there is no file " + file.name() + " any more"));
        } catch (SourceRefusedException e) {
            return unread(file, e.reason(), e.text());
        } catch (IOException e) {
            return unread(file, RefusalReason.UNREADABLE, "cannot read " + file.name() + ": " + e);
        }
    }

    private static PriceReading unread(TreeFile file, RefusalReason reason, String text) {
        return new PriceReading.Unread(
                PriceDiagnosis.error(reason.code()), new SourceFault(file.name(), 0, reason.code(), text));
    }
}
