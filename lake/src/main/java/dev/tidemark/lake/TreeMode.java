package dev.tidemark.lake;

/// How the files of `data/` come to be.
public enum TreeMode {
    /// Hard links to the objects: no extra space; an in-place write through `data/` damages history too.
    LINK,
    /// Copies: twice the space, history is safe from in-place writes.
    COPY,
    /// Copies that share blocks where the filesystem can; elsewhere plain copies.
    REFLINK
}
