package dev.tidemark.sources.universe;

import java.nio.file.Path;

/// A broker's list as one stat showed it.
///
/// @param name          the file's name
/// @param size          bytes
/// @param modifiedNanos nanoseconds since 1970 of the last change
public record ListFile(Path path, String name, long size, long modifiedNanos) {}
