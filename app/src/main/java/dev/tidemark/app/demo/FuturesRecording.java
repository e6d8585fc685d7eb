package dev.tidemark.app.demo;

import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A made-up recording of two futures contracts around the day on which trade moves from one to the next, in the form
/// of
/// CTP's depth snapshots: 44 columns, five levels, a file for each contract and calendar day. Deterministic.
///
/// Night sessions stand in the file of their evening and carry the next trading day, as in real recordings.
///
/// @param first       first trading day
/// @param tradingDays number of trading days, at least 1
/// @param interval    seconds from snapshot to snapshot
public record FuturesRecording(LocalDate first, int tradingDays, int interval) {
    /// Six days around the Chinese New Year of 2024, of which the first after it has no night, a snapshot every ten
    /// seconds.
    public static final FuturesRecording STANDARD = new FuturesRecording(LocalDate.of(2024, 2, 5), 6, 10);

    /// Where the contracts trade.
    public static final String EXCHANGE = "SHFE";

    /// The contract that trade leaves.
    public static final String EARLIER = "cu2403";

    /// The contract that trade goes to.
    public static final String LATER = "cu2404";

    /// The columns of a recording.
    static final List<String> COLUMNS = columns();

    private static final String PRODUCT = "cu";
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final long SEED = 20_240_219;
    private static final int LEVELS = 5;

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(
                List.of(("TradingDay,InstrumentID,ExchangeID,ExchangeInstID,LastPrice,PreSettlementPrice,PreClosePrice,"
                                + "PreOpenInterest,OpenPrice,HighestPrice,LowestPrice,Volume,Turnover,OpenInterest,"
                                + "ClosePrice,SettlementPrice,UpperLimitPrice,LowerLimitPrice,PreDelta,CurrDelta,"
                                + "UpdateTime,UpdateMillisec")
                        .split(",", -1)));
        for (int level = 1; level <= LEVELS; level++) {
            columns.addAll(List.of("BidPrice" + level, "BidVolume" + level, "AskPrice" + level, "AskVolume" + level));
        }
        columns.add("AveragePrice");
        columns.add("ActionDay");
        return List.copyOf(columns);
    }

    /// The files of the recording.
    public Dump dump() {
        return dump(_ -> true);
    }

    /// The files but those of the last calendar day, on which a trading day that began in the evening before goes on.
    public Dump withoutLastDay() {
        String last = lastDay();
        return dump(file -> !file.contains(last));
    }

    /// The files of the last calendar day.
    public Dump onlyLastDay() {
        String last = lastDay();
        return dump(file -> file.contains(last));
    }

    private String lastDay() {
        return record().files().keySet().stream()
                .map(file -> file.substring(file.indexOf('/')))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Dump dump(Predicate<String> chosen) {
        SortedMap<String, List<String>> files = new TreeMap<>(record().files());
        files.keySet().removeIf(chosen.negate());
        return new Dump(files, 1);
    }

    /// The exchange's daily table of the contracts.
    public Dump daily() {
        SortedMap<String, List<String>> files = new TreeMap<>();
        files.put("daily.csv", record().daily());
        return new Dump(files, 1);
    }

    /// What is recorded.
    ///
    /// @param files lines of ticks by file
    /// @param daily lines of the daily table
    private record Recorded(SortedMap<String, List<String>> files, List<String> daily) {}

    private Recorded record() {
        List<String> daily = new ArrayList<>();
        daily.add("symbol,date,open,high,low,close,volume,open_interest,turnover,settle,pre_settle,variety");
        Recorded recorded = new Recorded(new TreeMap<>(), daily);
        record(recorded, EARLIER, -0.14);
        record(recorded, LATER, 0.16);
        return recorded;
    }

    /// Records a contract.
    ///
    /// @param growth of the open interest, a day
    private void record(Recorded recorded, String contract, double growth) {
        Market market = Markets.shipped().find(EXCHANGE, PRODUCT).orElseThrow();
        SimulatedBook book = new SimulatedBook(new SeededRandom(SEED).part(contract), growth);
        long day = market.calendar().atOrAfter(first.toEpochDay());
        for (int i = 0; i < tradingDays; i++) {
            book.nextDay();
            String tradingDay = DAY.format(LocalDate.ofEpochDay(day));
            long[] sessions = market.sessionSeconds(day);
            for (int session = 0; session < sessions.length; session += 2) {
                for (long second = sessions[session]; second <= sessions[session + 1]; second += interval) {
                    LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(second), SHANGHAI);
                    String actionDay = DAY.format(time);
                    book.tick();
                    recorded.files()
                            .computeIfAbsent(contract + "/" + actionDay + ".tick-ctp.csv", _ -> withHeader())
                            .add(line(book, contract, tradingDay, actionDay, CLOCK.format(time)));
                }
            }
            recorded.daily().add(daily(book, contract, LocalDate.ofEpochDay(day)));
            day = market.calendar().next(day);
        }
    }

    private static String daily(SimulatedBook book, String contract, LocalDate day) {
        return EXCHANGE + "." + contract + "," + day + "," + book.open() + "," + book.highest() + "," + book.lowest()
                + "," + book.last() + "," + book.volume() + "," + book.interest() + "," + book.turnover() + ","
                + book.last() + "," + book.previous() + "," + PRODUCT;
    }

    private static List<String> withHeader() {
        List<String> lines = new ArrayList<>();
        lines.add("\"" + String.join("\",\"", COLUMNS) + "\"");
        return lines;
    }

    private static String line(SimulatedBook book, String contract, String tradingDay, String actionDay, String clock) {
        StringBuilder line = new StringBuilder(512);
        text(line, tradingDay, contract, "", "");
        prices(line, book.last(), book.previous(), book.previous());
        line.append('"').append(book.previousInterest()).append(".00\",");
        prices(line, book.open(), book.highest(), book.lowest());
        text(line, Long.toString(book.volume()), book.turnover() + ".00", book.interest() + ".00");
        text(line, "N/A", "N/A");
        prices(line, book.previous() + 4000, book.previous() - 4000);
        text(line, "N/A", "N/A", clock, "000");
        for (int level = 1; level <= LEVELS; level++) {
            prices(line, book.bid(level));
            text(line, Integer.toString(book.bidVolume(level)));
            prices(line, book.ask(level));
            text(line, Integer.toString(book.askVolume(level)));
        }
        text(line, book.volume() == 0 ? "0.00" : book.turnover() / book.volume() + ".00", actionDay);
        return line.substring(0, line.length() - 1);
    }

    private static void text(StringBuilder line, String... texts) {
        for (String text : texts) {
            line.append('"').append(text).append("\",");
        }
    }

    private static void prices(StringBuilder line, int... prices) {
        for (int price : prices) {
            line.append('"').append(price).append(".00\",");
        }
    }
}
