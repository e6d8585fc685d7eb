package dev.tidemark.app.demo;

import java.util.List;
import java.util.SortedMap;

/// The files of a simulated dump.
///
/// @param files   path inside the archive, such as `data/daily/us/simulated stocks/1/simaa.us.txt`, to its lines
/// @param headers number of lines of each file that are no rows, 0 or 1
public record Dump(SortedMap<String, List<String>> files, int headers) {
    /// Number of rows in all files.
    public long rows() {
        return files.values().stream()
                .mapToLong(lines -> lines.size() - headers)
                .sum();
    }
}
