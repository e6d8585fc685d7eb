package dev.tidemark.app.universe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// Instrument lists that are edited at random. Each has a style: order of rows and columns, white space, separator,
/// line
/// ends; it means nothing.
final class RandomLists {
    private static final List<String> COLUMNS = List.of("symbol", "isin", "market", "name", "currency", "fee");
    private static final List<String> FILES = List.of("a.csv", "b.csv", "c.CSV");
    private static final List<String> SYMBOLS = List.of(
            "AAPL", "MSFT", "BRK.B", "VOD:LN", "VOD", "CDR:PW", "ABC", "FB", "NONE", "RR.", "TSCO", "TSCO:LN", "EXM",
            "");
    private static final List<String> ISINS = List.of("", "", "", "US0378331005", "GB00BLGZ9862");
    private static final List<String> MARKETS =
            List.of("NSQ", "NSQ", "NYSE", "LSE", "", "GPW", "NEW YORK", "PAR", "BOLSA", "LSE NYSE");
    private static final List<String> NAMES =
            List.of("", "APPLE INC", "VODAFONE GBX", "X, \"Y\" & CO USD", "Žluťoučký");
    private static final List<String> CURRENCIES = List.of("USD", "", "GBP", "GBX", "PLN");
    private static final List<byte[]> BROKEN =
            List.of(new byte[] {'M', (byte) 0xfc, '\n'}, "only one\n".getBytes(StandardCharsets.UTF_8), new byte[] {
                'A', 1, ',', '\n'
            });

    private final BulkTree bulk;
    private final Random random;
    private final SortedMap<String, List<List<String>>> rows = new TreeMap<>();
    private final SortedMap<String, Long> styles = new TreeMap<>();
    private final SortedMap<String, byte[]> tails = new TreeMap<>();

    /// Starts with one list of some rows.
    RandomLists(BulkTree bulk, Random random) {
        this.bulk = bulk;
        this.random = random;
        for (String symbol : List.of("AAPL", "MSFT", "NONE")) {
            rows.computeIfAbsent("z.csv", _ -> new ArrayList<>()).add(List.of(symbol, "", "NSQ", "", "USD", "1"));
        }
        write("z.csv");
    }

    /// Changes what a list says.
    void edit() throws IOException {
        String file = FILES.get(random.nextInt(FILES.size()));
        List<List<String>> listed = rows.computeIfAbsent(file, _ -> new ArrayList<>());
        int at = listed.isEmpty() ? -1 : random.nextInt(listed.size());
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> listed.add(row());
            case 3 -> listed.add(at < 0 ? row() : listed.get(at));
            case 4 -> {
                if (at >= 0) {
                    listed.remove(at);
                }
            }
            case 5 -> {
                byte[] tail = BROKEN.get(random.nextInt(BROKEN.size()));
                tails.merge(file, tail, (_, _) -> new byte[0]);
            }
            default -> {
                rows.remove(file);
                tails.remove(file);
                Files.deleteIfExists(bulk.lists().resolve(file));
                return;
            }
        }
        write(file);
    }

    /// Writes a list in another style.
    void restyle() {
        List<String> files = List.copyOf(rows.keySet());
        String file = files.get(random.nextInt(files.size()));
        styles.put(file, random.nextLong());
        write(file);
    }

    private List<String> row() {
        return List.of(any(SYMBOLS), any(ISINS), any(MARKETS), any(NAMES), any(CURRENCIES), "0,5");
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void write(String file) {
        Random style = new Random(styles.getOrDefault(file, 0L));
        List<List<String>> shuffled = new ArrayList<>(rows.getOrDefault(file, List.of()));
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        Collections.shuffle(shuffled, style);
        Collections.shuffle(order, style);
        char separator = ",;\t".charAt(style.nextInt(3));
        String end = style.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(style.nextBoolean() ? "\uFEFF" : "");
        line(text, order, COLUMNS, separator, end, style);
        shuffled.forEach(row -> line(text, order, row, separator, end, style));
        byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] tail = tails.getOrDefault(file, new byte[0]);
        byte[] all = new byte[head.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        bulk.list(file, all);
    }

    private static void line(
            StringBuilder text, List<Integer> order, List<String> cells, char separator, String end, Random style) {
        for (int i = 0; i < order.size(); i++) {
            String cell = cells.get(order.get(i));
            boolean isQuoted = style.nextInt(4) == 0 || cell.indexOf('"') >= 0 || cell.indexOf(',') >= 0;
            String blank = style.nextInt(4) == 0 && separator != '\t' && !isQuoted ? " " : "";
            text.append(i == 0 ? "" : separator)
                    .append(blank)
                    .append(isQuoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                    .append(blank);
        }
        text.append(end);
    }
}
