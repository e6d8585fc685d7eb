package dev.tidemark.market.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.market.TableException;
import dev.tidemark.market.Timeframe;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrumentRegistryTest {
    private static final LocalDate DAY = LocalDate.parse("2024-06-03");

    private static InstrumentRegistry read(String csv) {
        return InstrumentRegistry.read(new StringReader(csv), "instruments.csv");
    }

    private static TickSize tick(InstrumentRegistry registry, String symbol) {
        return new TickSizes(registry).find(symbol, DAY);
    }

    @Test
    void columnsAreTyped() {
        Instrument gold =
                read("\uFEFFsymbol,asset_class,exchange,tick_size,multiplier,zone,timeframes,tags,active,scheduled,"
                                + "update_frequency,allow_negative_price,name,note\r\n"
                                + "SHFE.au2406 ,future,SHFE,0.02,1000,Asia/Shanghai,1m;1d,core; metal,false,1,15min,,"
                                + "\"gold, \"\"au\"\"\nsecond line\",kept\r\n")
                        .find("SHFE.au2406", DAY)
                        .orElseThrow();
        assertThat(gold.assetClass()).contains(AssetClass.FUTURE);
        assertThat(gold.tickSize()).hasValue(0.02);
        assertThat(gold.multiplier()).hasValue(1000);
        assertThat(gold.zone()).contains(ZoneId.of("Asia/Shanghai"));
        assertThat(gold.timeframes()).containsExactly(Timeframe.ofMinutes(1), Timeframe.DAILY);
        assertThat(gold.tags()).containsExactly("core", "metal");
        assertThat(gold.isActive()).isFalse();
        assertThat(gold.isScheduled()).isTrue();
        assertThat(gold.allowsNegativePrice()).isFalse();
        assertThat(gold.updateFrequency()).isEqualTo("15min");
        assertThat(gold.name()).isEqualTo("gold, \"au\"\nsecond line");
        assertThat(gold.columns()).containsEntry("note", "kept");
        assertThat(gold.validFrom()).isEqualTo(LocalDate.MIN);
        assertThat(gold.quoteUnit()).isEmpty();
    }

    @Test
    void aRowHoldsFromItsDayOn() {
        InstrumentRegistry registry =
                read("symbol,tick_size,valid_from\nX,2,2024-01-02\nX,1,2020-01-02\nX,5,2024-06-04\nY,1,2025-01-01\n");
        assertThat(registry.find("X", LocalDate.parse("2020-01-01"))).isEmpty();
        assertThat(registry.find("X", LocalDate.parse("2020-01-02"))
                        .orElseThrow()
                        .tickSize())
                .hasValue(1);
        assertThat(registry.find("X", DAY).orElseThrow().tickSize()).hasValue(2);
        assertThat(registry.find("X", DAY.plusDays(1)).orElseThrow().tickSize()).hasValue(5);
        assertThat(registry.find("Y", DAY)).isEmpty();
        assertThat(registry.find("Z", DAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1|symbol",
                "name,isin|1|symbol",
                "symbol,name,name|1|twice",
                "symbol,name;A|2|expected 2 fields",
                "symbol,name;A,x;A,y|3|line 2",
                "symbol,name;;'A,\"x'|3|does not end",
                "symbol,name;A,\"x\"y|2|closing quote",
                "symbol,tick_size;A,0|2|tick_size",
                "symbol,tick_size;A,1;B,1e3|3|1e3",
                "symbol,multiplier;A,-5|2|-5",
                "symbol,asset_class;A,bond|2|bond",
                "symbol,valid_from;A,2024-13-01|2|2024-13-01",
                "symbol,zone;A,Mars|2|Mars",
                "symbol,timeframes;A,1x|2|1x",
                "symbol,active;A,maybe|2|maybe",
                "symbol,update_frequency;A,hourly|2|hourly",
                "symbol,name;..,x|2|..",
            })
    void errorsNameTheLineAndTheValue(String csv, int line, String words) {
        String text = csv.replace(';', '\n').replace("'", "");
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("instruments.csv:" + line + ": ")
                .hasMessageContaining(words);
    }

    @Test
    void tickSizesAreLookedUpInOrder() {
        InstrumentRegistry registry = read("""
            symbol,exchange,asset_class,tick_size,valid_from
            SHFE.cu2406,,,20,2024-01-01
            SHFE.cu,,,15,
            SHFE.zn,,,1,2025-01-01
            BTC-USD,COINBASE,crypto,0.01,
            AAPL,NASDAQ,equity,,
            NDX,NASDAQ,index,,
            """);
        assertThat(tick(registry, "SHFE.cu2406"))
                .isEqualTo(new TickSize.Known("SHFE.cu2406", 20, TickSize.Source.SYMBOL));
        assertThat(tick(registry, "SHFE.cu2407"))
                .isEqualTo(new TickSize.Known("SHFE.cu2407", 15, TickSize.Source.PRODUCT));
        assertThat(tick(registry, "KQ.m@SHFE.cu"))
                .isEqualTo(new TickSize.Known("KQ.m@SHFE.cu", 15, TickSize.Source.PRODUCT));
        assertThat(tick(registry, "SHFE.zn2406"))
                .isEqualTo(new TickSize.Known("SHFE.zn2406", 5, TickSize.Source.SHIPPED));
        assertThat(tick(registry, "BTC-USD")).isEqualTo(new TickSize.Known("BTC-USD", 0.01, TickSize.Source.SYMBOL));
        assertThat(tick(registry, "AAPL")).isEqualTo(new TickSize.Known("AAPL", 0.01, TickSize.Source.SHIPPED));
        assertThat(tick(registry, "NDX")).isEqualTo(new TickSize.Unknown("NDX"));
    }

    @ParameterizedTest
    @CsvSource({
        "KQ.m@SHFE.cu, 10, 5",
        "SHFE.au2406, 0.02, 1000",
        "SHFE.ag2406, 1, 15",
        "DCE.c2405, 1, 10",
        "DCE.cs2405, 1, 10",
        "DCE.i2405, 0.5, 100",
        "CZCE.AP010, 1, 10",
        "INE.sc2405, 0.1, 1000",
        "CFFEX.T2406, 0.005, 10000",
        "CFFEX.IF2406, 0.2, 300",
        "CME.ES2406, 0.25, 50",
        "COMEX.GC2406, 0.1, 100",
        "NYMEX.CL2406, 0.01, 1000",
        "CME.6E2406, 0.00005, 125000",
        "CBOT.ZC2407, 0.25, 50",
        "AAPL.US, 0.01, 1",
    })
    void exchangesSpecificationsAreShipped(String symbol, double size, double multiplier) {
        assertThat(tick(InstrumentRegistry.EMPTY, symbol))
                .isEqualTo(new TickSize.Known(symbol, size, TickSize.Source.SHIPPED));
        assertThat(new Multipliers(InstrumentRegistry.EMPTY).find(symbol, DAY)).hasValue(multiplier);
    }

    @ParameterizedTest
    @CsvSource({"SHFE.xx2405", "BTC-USD", "EURUSD", "AAPL", "VOD.UK", "^SPX.US", "SHFE.CU2405", "DCE.cu2405"})
    void anUnknownTickSizeIsNeverANumber(String symbol) {
        assertThat(tick(InstrumentRegistry.EMPTY, symbol)).isEqualTo(new TickSize.Unknown(symbol));
        assertThat(new TickSize.Unknown(symbol).message()).contains("tick_size_unknown", symbol);
        assertThat(new Multipliers(InstrumentRegistry.EMPTY).find(symbol, DAY)).isEmpty();
    }

    @Property(tries = 300)
    void aRegistryComesBackFromItsCsv(@ForAll("rows") List<Map<String, String>> rows) {
        List<Instrument> instruments = new java.util.ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Map<String, String> columns = new LinkedHashMap<>(rows.get(i));
            columns.put("symbol", "S" + i);
            Instrument.COLUMNS.forEach(column -> columns.putIfAbsent(column, ""));
            for (String unknown : List.of("note", "a,b", "\"q\"")) {
                columns.putIfAbsent(unknown, "");
            }
            instruments.add(Instrument.of(columns));
        }
        InstrumentRegistry registry = InstrumentRegistry.of(instruments);
        InstrumentRegistry back = read(registry.toCsv());
        assertThat(back.header()).isEqualTo(registry.header().isEmpty() ? back.header() : registry.header());
        assertThat(back.rows()).isEqualTo(registry.rows());
        assertThat(back.toCsv()).isEqualTo(registry.toCsv());
    }

    @Provide
    Arbitrary<List<Map<String, String>>> rows() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars(",\"\n\r ;#\uFEFFäxyz".toCharArray())
                .ofMaxLength(8);
        Arbitrary<String> names = Arbitraries.of("name", "note", "a,b", "\"q\"", "product", "tags");
        return Arbitraries.maps(names, texts).ofMaxSize(5).list().ofMaxSize(6);
    }

    @Property(tries = 2000)
    void anyTextIsReadOrRefusedWithItsLine(@ForAll("csv") String text) {
        try {
            InstrumentRegistry registry = read(text);
            assertThat(read(registry.toCsv()).rows()).isEqualTo(registry.rows());
        } catch (TableException e) {
            assertThat(e).hasMessageMatching("(?s)instruments\\.csv:\\d+: .+");
        }
    }

    @Provide
    Arbitrary<String> csv() {
        Arbitrary<String> pieces = Arbitraries.of(
                "symbol",
                ",",
                ",",
                "\n",
                "\n",
                "\"",
                "\r",
                "A",
                "B",
                "tick_size",
                "1",
                "0.5",
                " ",
                "valid_from",
                "2024-01-01",
                "\uFEFF",
                "zone",
                "x\u0000");
        Arbitrary<String> tails = pieces.list().ofMaxSize(25).map(list -> String.join("", list));
        return Arbitraries.oneOf(
                tails,
                tails.map(tail -> "symbol,tick_size\n" + tail),
                Arbitraries.strings().ofMaxLength(40));
    }

    @Test
    void theMajorCurrenciesHave28Pairs() {
        Universe majors = Universe.shipped(Universe.FOREX_MAJORS).orElseThrow();
        assertThat(majors.symbols())
                .hasSize(28)
                .doesNotHaveDuplicates()
                .contains("EURUSD", "GBPJPY", "AUDNZD", "CADCHF");
        assertThat(Universe.shipped("SP500")).isEmpty();
    }

    @Test
    void aListFileIsTrimmedAndUpperCased() {
        Universe mine = Universe.read(
                "mine", new StringReader("\uFEFF# mine\n aapl.us \r\n\r\n#x\nmsft.us\nAAPL.US"), "mine.txt");
        assertThat(mine).isEqualTo(new Universe("mine", List.of("AAPL.US", "MSFT.US")));
        assertThatThrownBy(() -> Universe.read("mine", new StringReader("\n..\n"), "mine.txt"))
                .isInstanceOf(TableException.class)
                .hasMessageStartingWith("mine.txt:2: ");
    }
}
