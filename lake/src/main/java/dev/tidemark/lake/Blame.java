package dev.tidemark.lake;

/// Who has to act when something fails.
public enum Blame {
    /// The command line, the config or a name is wrong.
    USER,
    /// A file or a value in it is wrong.
    DATA,
    /// Another program or host did not answer as agreed.
    EXTERNAL,
    /// Disk, memory, a lock or a permission is missing.
    RESOURCE,
    /// A bug in Tidemark.
    INTERNAL
}
