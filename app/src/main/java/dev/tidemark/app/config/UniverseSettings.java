package dev.tidemark.app.config;

import dev.tidemark.market.match.LseCurrencyPolicy;
import dev.tidemark.sources.stooq.StooqImportOptions;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/// The settings below `universe`: where price files and lists lie, and how instruments are matched. Beside them stand
/// the
/// tables [#SUFFIXES] and [#WORDS].
public final class UniverseSettings {
    static final String SECTION = "universe";
    /// Codes of exchanges, after a colon of a symbol or as a market: `universe: {suffixes: {XY: ".UK"}}`.
    public static final String SUFFIXES = SECTION + ".suffixes";
    /// Words and phrases in a market text that name an exchange: `universe: {words: {"BOLSA DE MADRID": ".ES"}}`.
    public static final String WORDS = SECTION + ".words";

    static final Set<String> TABLES = Set.of(SUFFIXES, WORDS);

    private static final int MOST_DAYS = 36_500;

    public static final Setting<String> STOOQ =
            text("stooq", "", "folder or archive of price files; remembered from --stooq");
    public static final Setting<String> INSTRUMENTS =
            text("instruments", "", "folder of instrument lists; remembered from --instruments");
    public static final Setting<LseCurrencyPolicy> LSE_CURRENCY_POLICY = Setting.of(
            "universe.lse_currency_policy",
            Quantity.choice(LseCurrencyPolicy.class),
            LseCurrencyPolicy.BROKER,
            "whose currency counts where London and the list differ: broker, stooq or strict");
    public static final Setting<Integer> MAX_GAP_DAYS = Setting.of(
            "universe.max_gap_days",
            Quantity.number(-1, MOST_DAYS),
            -1,
            "largest hole in trading days that is not flagged; -1: holes are not looked for");
    public static final Setting<Boolean> INCLUDE_EMPTY = Setting.of(
            "universe.include_empty_prices",
            Quantity.flag(),
            false,
            "whether files without usable prices are exported too");
    public static final Setting<Boolean> MAJOR_UNITS = Setting.of(
            "universe.major_units",
            Quantity.flag(),
            false,
            "whether exports have prices that are in pence and other hundredths in the currency");
    public static final Setting<ZoneId> ZONE = Setting.of(
            "universe.zone",
            Quantity.zone(),
            StooqImportOptions.DEFAULT_ZONE,
            "zone of intraday times that --format parquet imports; remembered from --zone");
    public static final Setting<String> METADATA_OUTPUT =
            text("metadata_output", "reports/universe/stooq_index.csv", "where the index of the tree goes");
    public static final Setting<String> MATCH_REPORT =
            text("match_report", "reports/universe/tradeable_matches.csv", "where the matched instruments go");
    public static final Setting<String> UNMATCHED_REPORT =
            text("unmatched_report", "reports/universe/tradeable_unmatched.csv", "where the others go");
    public static final Setting<String> PRICES_OUTPUT =
            text("prices_output", "exports/tradeable_prices", "folder of the exported price files");

    static final List<Setting<?>> ALL = List.of(
            STOOQ,
            INSTRUMENTS,
            LSE_CURRENCY_POLICY,
            MAX_GAP_DAYS,
            INCLUDE_EMPTY,
            MAJOR_UNITS,
            ZONE,
            METADATA_OUTPUT,
            MATCH_REPORT,
            UNMATCHED_REPORT,
            PRICES_OUTPUT);

    private UniverseSettings() {}

    private static Setting<String> text(String name, String usual, String about) {
        return Setting.of(SECTION + "." + name, Quantity.text(), usual, about);
    }
}
