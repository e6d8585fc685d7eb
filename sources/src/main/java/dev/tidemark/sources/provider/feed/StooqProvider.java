package dev.tidemark.sources.provider.feed;

import dev.tidemark.market.Adjustment;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.instrument.AssetClass;
import dev.tidemark.sources.provider.Answers;
import dev.tidemark.sources.provider.Ask;
import dev.tidemark.sources.provider.BarAnswer;
import dev.tidemark.sources.provider.BarRequest;
import dev.tidemark.sources.provider.BarRows;
import dev.tidemark.sources.provider.Caller;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.provider.Fault;
import dev.tidemark.sources.provider.ProviderException;
import dev.tidemark.sources.provider.ProviderKind;
import dev.tidemark.sources.provider.ProviderSetup;
import dev.tidemark.sources.provider.RateLimit;
import dev.tidemark.sources.provider.Reply;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Stooq, by the CSV download of its history pages, with the key that the site gives its users.
///
/// Prices are adjusted for splits and dividends. The CSV names no symbol, so that another symbol's bars cannot be told
/// from the wanted ones. An unknown symbol and a window without bars are both answered by `No data`.
public final class StooqProvider extends WebProvider {
    public static final String NAME = "stooq";

    private static final String BASE = "https://stooq.com";
    private static final String PRICES = "Date,Open,High,Low,Close";
    private static final String PRICES_AND_VOLUME = PRICES + ",Volume";
    private static final Set<String> TYPES =
            Set.of("text/csv", "application/csv", "text/plain", "application/octet-stream", "application/vnd.ms-excel");
    private static final Intervals INTERVALS =
            Intervals.of(Map.of(Timeframe.DAILY, "d", Timeframe.WEEKLY, "w", Timeframe.MONTHLY, "m"));
    private static final Capabilities CAPABILITIES = Capabilities.of(
            INTERVALS.timeframes(),
            Adjustment.SPLITS_DIVIDENDS,
            AssetClass.EQUITY,
            "us",
            Integer.MAX_VALUE,
            RateLimit.perSeconds(1, 1, 1),
            true,
            "Stooq: stocks, indices, currencies, commodities, bonds by day, week, month; stooq.com");

    private StooqProvider(ProviderSetup setup) {
        super(NAME, CAPABILITIES, setup, BASE);
    }

    public static ProviderKind kind() {
        return new ProviderKind(NAME, CAPABILITIES, Set.of(), "aapl.us", StooqProvider::new);
    }

    @Override
    public BarAnswer bars(BarRequest request, Caller caller) throws ProviderException {
        WholeBars dates = WholeBars.of(request);
        Reply reply = caller.get(ask(request, dates));
        String text = reply.text().strip();
        if (text.equals("No data")) {
            return BarAnswer.whole(request, new BarRows());
        }
        checkWords(reply, text);
        boolean hasVolume = text.startsWith(PRICES_AND_VOLUME);
        AskedTimes times = AskedTimes.between(request, dates.first(), dates.last());
        BarRows rows = new BarRows();
        for (List<String> fields : Answers.csv(reply, TYPES, hasVolume ? PRICES_AND_VOLUME : PRICES)) {
            LocalDate date = BarTimes.date(fields.getFirst());
            long start = BarTimes.startOfBar(request.timeframe(), date);
            if (times.wants(start)) {
                rows.add(
                        start,
                        Answers.number(fields.get(1), "open"),
                        Answers.number(fields.get(2), "high"),
                        Answers.number(fields.get(3), "low"),
                        Answers.number(fields.get(4), "close"),
                        hasVolume ? Answers.volume(Answers.number(fields.get(5), "volume")) : Double.NaN);
            }
        }
        return BarAnswer.whole(request, rows);
    }

    private Ask ask(BarRequest request, WholeBars dates) throws ProviderException {
        return Ask.of(base(), "/q/d/l/")
                .with("s", request.symbol().toLowerCase(Locale.ROOT))
                .with("d1", dates.first().format(DateTimeFormatter.BASIC_ISO_DATE))
                .with("d2", dates.last().format(DateTimeFormatter.BASIC_ISO_DATE))
                .with("i", INTERVALS.of(request.timeframe()))
                .withSecret("apikey", key());
    }

    /// What Stooq says instead of bars, with status 200.
    private static void checkWords(Reply reply, String text) throws ProviderException {
        if (text.startsWith("Exceeded the daily hits limit")) {
            throw new ProviderException(Fault.QUOTA, "the calls of the day are used up: " + reply.preview());
        }
        if (reply.isShort() && text.toLowerCase(Locale.ROOT).contains("apikey")) {
            throw new ProviderException(
                    Fault.REFUSED, "Stooq does not take the key; get a new one on a history page of its site");
        }
        if (reply.mediaType().equals("text/html") || text.startsWith("<")) {
            throw new ProviderException(
                    Fault.QUOTA,
                    "a page for people came, as it does when too many calls were made or a captcha is wanted: "
                            + reply.preview());
        }
    }
}
