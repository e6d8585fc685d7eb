package dev.tidemark.sources.provider.feed;

import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.ProviderException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/// Collects a window from published files: months first, and days where the newest months are not out yet. It speaks
/// for the published files that follow one another without a hole; before the first one the symbol did not trade, after
/// the last one nothing is published yet.
final class ArchiveWalk {
    /// Months that can lack a file although they are over or under way: this one, and in its first days the last one.
    private static final int YOUNG_MONTHS = 2;
    /// When Binance opened.
    private static final YearMonth FIRST = YearMonth.of(2017, 7);

    private final BarRequest request;
    private final BinanceArchive archive;
    private final BinanceKlines bars;
    private Instant from;
    private Instant to;
    private boolean hasEnded;

    ArchiveWalk(BarRequest request, BinanceArchive archive) {
        this.request = request;
        this.archive = archive;
        this.bars = new BinanceKlines(request);
        this.from = request.from();
        this.to = request.from();
    }

    BarAnswer answer() throws ProviderException {
        YearMonth last = YearMonth.from(request.lastDate());
        YearMonth month = YearMonth.from(request.firstDate());
        month = month.isBefore(FIRST) ? FIRST : month;
        while (!month.isAfter(last) && !hasEnded) {
            boolean isYoung = month.plusMonths(YOUNG_MONTHS).isAfter(last);
            if (!read(ArchiveSpan.of(month))) {
                miss(month, isYoung);
            }
            month = month.plusMonths(1);
        }
        return hasAny() ? new BarAnswer(bars.rows(), from, to) : BarAnswer.silent(request);
    }

    private boolean hasAny() {
        return to.isAfter(from);
    }

    /// A month without a file: its days when they can be out, else a hole.
    private void miss(YearMonth month, boolean isYoung) throws ProviderException {
        if (!isYoung) {
            hasEnded = hasAny();
            return;
        }
        LocalDate day = month.atDay(1);
        for (; YearMonth.from(day).equals(month) && !hasEnded; day = day.plusDays(1)) {
            ArchiveSpan span = ArchiveSpan.of(day);
            if (span.meets(request) && !read(span)) {
                hasEnded = hasAny();
            }
        }
    }

    private boolean read(ArchiveSpan span) throws ProviderException {
        Optional<byte[]> csv = archive.csv(span);
        if (csv.isEmpty()) {
            return false;
        }
        KlineFile.read(csv.get(), span, bars);
        if (!hasAny() && span.from().isAfter(from)) {
            from = span.from();
        }
        to = span.to().isBefore(request.to()) ? span.to() : request.to();
        return true;
    }
}
