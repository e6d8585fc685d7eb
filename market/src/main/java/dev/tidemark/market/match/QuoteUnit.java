package dev.tidemark.market.match;

import java.util.Set;

/// The unit prices are written in: a currency code of ISO 4217, or `GBX` for a hundredth of `GBP`.
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

    private QuoteUnit() {}

    /// The unit that the last word of an instrument's name states: `USD` of `Apple Inc. USD`, `GBX` of `Aviva Plc GBX`.
    /// Codes are written in capitals: `All` at the end of `FTSE All` is no currency.
    ///
    /// @return empty if the last word is no unit
    public static String ofName(String name) {
        String trimmed = name.strip();
        int start = trimmed.length();
        while (start > 0 && !Character.isWhitespace(trimmed.charAt(start - 1))) {
            start--;
        }
        String last = trimmed.substring(start);
        return last.equals(PENCE) || CURRENCIES.contains(last) ? last : "";
    }

    /// The currency a unit belongs to: `GBP` for `GBX`; any other unit is its own currency, and empty stays empty.
    public static String currencyOf(String unit) {
        return unit.equals(PENCE) ? "GBP" : unit;
    }
}
