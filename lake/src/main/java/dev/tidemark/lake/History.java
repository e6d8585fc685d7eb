package dev.tidemark.lake;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/// The commits of a lake, its tags, and what lies between two states.
public interface History {
    /// Commits, newest first, headers only, until `more` says no.
    void log(Predicate<Commit> more);

    /// One commit with its changes.
    Commit commit(long number);

    /// The changes that lead from one state to another: one entry a series or dataset record that differs.
    List<Commit.Change> diff(Snapshot from, Snapshot to);

    /// Tag names and the commit numbers they stand for.
    SortedMap<String, Long> tags();

    /// Names a state, so that `gc` keeps it.
    ///
    /// @throws TidemarkException `USAGE` when the tag exists with another commit, or the name is no tag name
    void tag(String name, Snapshot state);

    /// Forgets a tag.
    void untag(String name);

    /// The oldest commits that are still whole.
    Horizon horizon();
}
