package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.lake.Commit;
import java.util.Optional;

/// Says which commit a command made, if any.
final class Committed {
    private Committed() {}

    static void print(Console console, Optional<Commit> commit, String whenNone) {
        if (console.isJson()) {
            console.print(json(commit));
        } else {
            console.print(commit.map(Committed::line).orElse(whenNone));
        }
    }

    private static JsonObject json(Optional<Commit> commit) {
        return new JsonObject()
                .putNumber("commit", commit.map(Commit::number))
                .put("id", commit.map(Commit::id))
                .put("message", commit.map(Commit::message))
                .putNumber("changed", commit.map(c -> (long) c.changed()));
    }

    private static String line(Commit commit) {
        return "commit " + commit.number() + " (" + commit.id() + "): " + commit.message()
                + "; undo with `tidemark restore " + (commit.number() - 1) + "`";
    }
}
