package dev.tidemark.market.match;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The unit prices are written in: a currency code of ISO 4217, or the code of a hundredth of one, such as `GBX` of
/// `GBP`.
public final class QuoteUnit {
    /// Pence of the United Kingdom.
    public static final String PENCE = "GBX";

    /// The active codes of ISO 4217, without metals, funds and test codes. Not asked of the JDK, whose list is of its
    /// version and can be changed from outside.
    private static final Set<String> CURRENCIES = Set.of(
            ("AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF"
                + " CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF"
                + " GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT"
                + " LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK"
                + " NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS"
                + " SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST"
                + " XAF XCD XCG XOF XPF YER ZAR ZMW ZWG")
                    .split(" ", -1));

    /// Hundredths, as brokers and data vendors write them, and their currencies.
    private static final Map<String, String> HUNDREDTHS =
            Map.of(PENCE, "GBP", "ZAC", "ZAR", "ILA", "ILS", "USX", "USD");

    private static final int LENGTH = 3;

    private QuoteUnit() {}

    /// The unit that a text states, in capitals; `GBX` also for `GBp`. Known need not be the code: a list may be ahead
    /// of ISO 4217.
    ///
    /// @return empty unless the text is three letters A to Z: `-` and `n/a` stand for nothing
    public static String of(String text) {
        String code = text.strip();
        if (code.equals("GBp")) {
            return PENCE;
        }
        boolean isCode =
                code.length() == LENGTH && code.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
        return isCode ? code.toUpperCase(Locale.ROOT) : "";
    }

    /// Whether a text states a currency of ISO 4217 or a hundredth of one, in any case.
    public static boolean isKnown(String text) {
        String unit = of(text);
        return CURRENCIES.contains(unit) || isHundredth(unit);
    }

    /// Whether a unit is a hundredth of its currency: `GBX` is.
    ///
    /// @param unit as [#of] writes it
    public static boolean isHundredth(String unit) {
        return HUNDREDTHS.containsKey(unit);
    }

    /// The unit of a row of a list: the row's currency when that is a hundredth; else the last word of its name, if
    /// that is a unit of the same currency, or of any when the row states none.
    ///
    /// @return empty if neither says one
    static String ofRow(String name, String currency) {
        String stated = of(currency);
        if (isHundredth(stated)) {
            return stated;
        }
        String named = ofName(name);
        return stated.isEmpty() || currencyOf(named).equals(stated) ? named : "";
    }

    /// The unit that the last word of an instrument's name states: `USD` of `Apple Inc. USD`, `GBX` of
    /// `Aviva Plc GBX`, `USD` of nothing else. Codes are written in capitals: `All` at the end of `FTSE All` is no
    /// currency.
    private static String ofName(String name) {
        String trimmed = name.strip();
        int start = trimmed.length();
        while (start > 0 && !Character.isWhitespace(trimmed.charAt(start - 1))) {
            start--;
        }
        String last = trimmed.substring(start);
        return last.equals(PENCE) || CURRENCIES.contains(last) ? last : "";
    }

    /// The currency a unit belongs to: `GBP` for `GBX`; one that is no hundredth is its own currency, and empty stays
    /// empty.
    public static String currencyOf(String unit) {
        return HUNDREDTHS.getOrDefault(unit, unit);
    }
}
