package dev.tidemark.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Generated recordings of futures ticks with five levels, a file for each contract and trading day.
final class CtpFiles {
    /// The columns, in the order of a recording.
    static final List<String> COLUMNS =
            List.of(("TradingDay,InstrumentID,ExchangeID,ExchangeInstID,LastPrice,PreSettlementPrice,PreClosePrice,"
                + "PreOpenInterest,OpenPrice,HighestPrice,LowestPrice,Volume,Turnover,OpenInterest,ClosePrice,"
                + "SettlementPrice,UpperLimitPrice,LowerLimitPrice,PreDelta,CurrDelta,UpdateTime,"
                + "UpdateMillisec,BidPrice1,BidVolume1,AskPrice1,AskVolume1,BidPrice2,BidVolume2,AskPrice2,"
                + "AskVolume2,BidPrice3,BidVolume3,AskPrice3,AskVolume3,BidPrice4,BidVolume4,AskPrice4,"
                + "AskVolume4,BidPrice5,BidVolume5,AskPrice5,AskVolume5,AveragePrice,ActionDay")
                    .split(",", -1));

    private static final int DAYS = 5;
    private static final int FIRST_SECOND = 9 * 3600;
    private static final int TICK_SIZE = 10;
    private static final int MULTIPLIER = 5;

    private CtpFiles() {}

    /// Writes `files` files of `rows` rows each, at most 100,000.
    ///
    /// @return the bytes written
    static long write(Path folder, int files, int rows) throws IOException {
        long bytes = 0;
        for (int i = 0; i < files; i++) {
            Path contract = Files.createDirectories(folder.resolve("cu%04d".formatted(2401 + i / DAYS)));
            LocalDate day = LocalDate.of(2024, 1, 8).plusDays(i % DAYS);
            Path file = contract.resolve(DateTimeFormatter.BASIC_ISO_DATE.format(day) + ".tick-ctp.csv");
            write(file, contract.getFileName().toString(), day, rows, i);
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static void write(Path file, String contract, LocalDate day, int rows, int seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
        int price = 68_000;
        long volume = 0;
        long turnover = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            StringBuilder line = new StringBuilder(512);
            COLUMNS.forEach(column -> field(line, column));
            for (int row = 0; row < rows; row++) {
                line.setCharAt(line.length() - 1, '\n');
                out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
                line.setLength(0);
                price += TICK_SIZE * random.nextInt(-1, 2);
                int traded = random.nextInt(1, 7);
                volume += traded;
                turnover += (long) traded * price * MULTIPLIER;
                tick(line, contract, date, row, price, volume, turnover, random);
            }
            line.setCharAt(line.length() - 1, '\n');
            out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void tick(
            StringBuilder line,
            String contract,
            String date,
            int row,
            int price,
            long volume,
            long turnover,
            SplittableRandom random) {
        int second = FIRST_SECOND + row / 2;
        TreeMap<String, String> changing = new TreeMap<>();
        changing.put("TradingDay", date);
        changing.put("ActionDay", date);
        changing.put("InstrumentID", contract);
        changing.put("LastPrice", price + ".00");
        changing.put("HighestPrice", "71230.00");
        changing.put("LowestPrice", "65120.00");
        changing.put("Volume", Long.toString(volume));
        changing.put("Turnover", turnover + ".00");
        changing.put("OpenInterest", 310_000 + row / 7 + ".00");
        changing.put("AveragePrice", "%d.%04d".formatted(turnover / volume, row % 10_000));
        changing.put("UpdateTime", "%02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60));
        changing.put("UpdateMillisec", row % 2 == 0 ? "000" : "500");
        for (int level = 1; level <= 5; level++) {
            changing.put("BidPrice" + level, price - TICK_SIZE * level + ".00");
            changing.put("AskPrice" + level, price + TICK_SIZE * (level - 1) + ".00");
            changing.put("BidVolume" + level, Integer.toString(random.nextInt(1, 90)));
            changing.put("AskVolume" + level, Integer.toString(random.nextInt(1, 90)));
        }
        for (String column : COLUMNS) {
            boolean isText = column.startsWith("Exchange");
            field(line, changing.getOrDefault(column, isText ? "" : "68110.00"));
        }
    }

    private static void field(StringBuilder line, String text) {
        line.append('"').append(text).append("\",");
    }
}
