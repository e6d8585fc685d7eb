package dev.tidemark.sources.lean;

import dev.tidemark.sources.RefusalReason;
import dev.tidemark.sources.files.SourceRefusedException;
import dev.tidemark.sources.text.DateParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a path says below its resolution: `aapl/20140605_trade.zip`, `es_trade.zip`, and the name of the member.
final class LeanFileName {
    private static final Pattern DELIVERY = Pattern.compile("_\\d{2}(\\d{2}(0[1-9]|1[0-2]))\\.csv$");

    private final String name;
    private final List<String> below;
    private final String member;
    private final String[] words;
    private final String[] memberWords;

    /// @param name   the source's name for messages
    /// @param below  the parts of the file's path below the resolution, in lower case, at least one
    /// @param member the path of the archive's member, or the file's
    LeanFileName(String name, List<String> below, String member) {
        this.name = name;
        this.below = below;
        this.member = member;
        this.words = words(below.getLast());
        this.memberWords = words(member.substring(member.lastIndexOf('/') + 1));
    }

    private static String[] words(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return (dot < 0 ? fileName : fileName.substring(0, dot)).split("_", -1);
    }

    /// The ticker: of a file of one date its folder's name, of others what stands before the kind.
    String ticker(LeanResolution resolution) throws SourceRefusedException {
        if (resolution.isByDate()) {
            if (below.size() < 2) {
                throw refused(RefusalReason.NOT_A_SOURCE, "no folder says the ticker; expected " + LeanPath.EXPECTED);
            }
            return below.get(below.size() - 2);
        }
        int end = 1;
        while (end < words.length && LeanKind.of(words[end]).isEmpty()) {
            end++;
        }
        return String.join("_", Arrays.copyOf(words, end));
    }

    /// The date that the file's name begins with, in days since 1970-01-01.
    long day() throws SourceRefusedException {
        long day = date(words[0]);
        if (day == DateParser.NO_DATE) {
            throw refused(
                    RefusalReason.NOT_A_SOURCE,
                    "its name begins with '" + words[0] + "', expected a date such as 20140605");
        }
        long other = date(memberWords[0]);
        if (other != DateParser.NO_DATE && other != day) {
            throw refused(
                    RefusalReason.PATH_DISAGREES, "the archive is of " + words[0] + ", its member of another day");
        }
        return day;
    }

    private static long date(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DateParser.compact(bytes, 0, bytes.length);
    }

    /// The kind of rows that the file's name says, else the member's, else the usual one.
    LeanKind kind(LeanKind usual) throws SourceRefusedException {
        Optional<LeanKind> said = kind(words);
        Optional<LeanKind> inside = kind(memberWords);
        if (said.isPresent() && inside.isPresent() && !said.equals(inside)) {
            throw refused(
                    RefusalReason.PATH_DISAGREES,
                    "the archive is of " + said.get().text() + ", its member of "
                            + inside.get().text());
        }
        return said.or(() -> inside).orElse(usual);
    }

    /// The last word of a kind: what comes before may be a ticker.
    private static Optional<LeanKind> kind(String[] words) {
        for (int i = words.length - 1; i > 0; i--) {
            Optional<LeanKind> kind = LeanKind.of(words[i]);
            if (kind.isPresent()) {
                return kind;
            }
        }
        return Optional.empty();
    }

    /// The month of a future's delivery as `yyMM`; an archive holds many contracts, each in a member.
    String deliveryMonth() throws SourceRefusedException {
        Matcher month = DELIVERY.matcher(member);
        if (!month.find()) {
            throw refused(
                    RefusalReason.NOT_A_SOURCE,
                    "its name does not end with the month of delivery; expected one such as"
                            + " 20131007_es_minute_trade_201312.csv");
        }
        return month.group(1);
    }

    SourceRefusedException tooFine() {
        return refused(
                RefusalReason.WRONG_TIMEFRAME,
                "bars of a second are shorter than any timeframe; import its ticks or minutes");
    }

    SourceRefusedException badSymbol(String symbol) {
        return refused(RefusalReason.BAD_SYMBOL, "'" + symbol + "' cannot be a symbol");
    }

    private SourceRefusedException refused(RefusalReason reason, String why) {
        return new SourceRefusedException(reason, "cannot import " + name + ": " + why);
    }
}
