package dev.tidemark.recipes.universe;

import dev.tidemark.lake.Digest;
import java.util.Optional;

/// The price files outside the lake, as they are now. Files are named by their path below the tree. Thread-safe.
public interface PriceFiles {
    /// What else decides how files are diagnosed, such as the longest hole that goes unsaid; part of every key.
    String rule();

    /// What else decides what the export of one file holds, such as the unit of its prices; empty when nothing does.
    /// Part of the key of the file's row.
    String rule(String path);

    /// Both of them.
    default String rules(String path) {
        String own = rule(path);
        return own.isEmpty() ? rule() : rule() + "\n" + own;
    }

    /// SHA-256 of a file's bytes as far as it is known without reading them.
    Optional<Digest> known(String path);

    /// SHA-256 of a file's bytes, read only where no earlier knowledge vouches for it; empty when it is gone or cannot
    /// be
    /// read. Answers the same as long as the object lives.
    Optional<Digest> digest(String path);

    /// Reads a file, unless it was read since the object was made.
    PriceFacts read(String path);
}
