package dev.tidemark.lake;

/// Who changes the lake and what for; recorded in commits and shown to those who wait for a lock.
///
/// @param kind    `import`, `build`, `remove`, `rechunk`, `restore`, `gc`, …
/// @param message one line for people
public record Job(String kind, String message) {}
