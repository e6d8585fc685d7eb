package dev.tidemark.sources.universe;

/// What the prices of an export are in.
public enum ExportUnit {
    /// As the file has them.
    WRITTEN,
    /// The file has them in hundredths of a currency, such as pence; the export has them in the currency.
    MAJOR
}
