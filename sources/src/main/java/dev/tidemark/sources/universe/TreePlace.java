package dev.tidemark.sources.universe;

import dev.tidemark.market.match.TimeframeFolder;

/// What the folders of a price file say about it.
///
/// The region is the folder behind the first one that names a timeframe (`daily`, `hourly`, `5 min`), else the first
/// folder. The
/// category is what lies between the region and the file, joined by `/`: `nasdaq stocks/1`. Both are as written, and
/// empty when
/// there is no such folder.
public record TreePlace(String region, String category) {
    /// Reads the folders of a path.
    ///
    /// @param path relative, with `/`, ending in the name of the file
    public static TreePlace of(String path) {
        int from = TimeframeFolder.of(path).map(folder -> folder.end() + 1).orElse(0);
        return behind(path, from, path.lastIndexOf('/') + 1);
    }

    private static TreePlace behind(String path, int from, int file) {
        if (from >= file) {
            return new TreePlace("", "");
        }
        int slash = path.indexOf('/', from);
        String category = slash + 1 < file ? path.substring(slash + 1, file - 1) : "";
        return new TreePlace(path.substring(from, slash), category);
    }
}
