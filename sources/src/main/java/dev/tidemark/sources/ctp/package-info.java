/// Recordings of CTP futures ticks: [CtpImport] takes folders, zip archives and single CSV files of the 44 columns of a
/// depth market-data snapshot.
///
/// The trading day comes from the source; what the calendar says otherwise is a finding. Absent prices are null, and
/// cumulative columns stay cumulative.
@NullMarked
package dev.tidemark.sources.ctp;

import org.jspecify.annotations.NullMarked;
