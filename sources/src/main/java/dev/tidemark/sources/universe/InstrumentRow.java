package dev.tidemark.sources.universe;

/// A row of a broker's list. Values are without outer white space; a missing one is empty, the symbol too.
///
/// @param sourceFile name of the list's file
/// @param line       the row's first line, from 1
public record InstrumentRow(
        String sourceFile, long line, String symbol, String isin, String market, String name, String currency) {}
