package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Commit;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tidemark log`.
@Command(
        name = "log",
        header = "The commits of the lake, newest first.",
        exitCodeList = {"0:done"},
        footer = {"  tidemark log --limit 10", "  tidemark --json log"})
final class LogCommand extends LakeCommand {
    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private int limit = Integer.MAX_VALUE;

    private int shown;

    LogCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        if (limit < 1) {
            throw new TidemarkException(ErrorCode.USAGE, "--limit " + limit + " shows nothing; expected 1 or more");
        }
        Map<Long, Set<String>> tags = new HashMap<>();
        lake.history()
                .tags()
                .forEach((name, number) ->
                        tags.computeIfAbsent(number, n -> new TreeSet<>()).add(name));
        lake.history().log(commit -> {
            session.cancellation().check();
            show(commit, List.copyOf(tags.getOrDefault(commit.number(), Set.of())));
            return ++shown < limit;
        });
        if (shown == 0 && !json()) {
            console().note("no commits yet");
        }
        return DONE;
    }

    private void show(Commit commit, List<String> tags) {
        if (json()) {
            console().print(json(commit, tags));
            return;
        }
        String marks = tags.isEmpty() ? "" : " " + console().style().yellow("[" + String.join(", ", tags) + "]");
        console()
                .print(console().style().bold(String.format(Locale.ROOT, "%6d", commit.number())) + "  " + commit.id()
                        + "  "
                        + HumanText.time(commit.time()) + "  " + String.format(Locale.ROOT, "%-8s", commit.kind()) + " "
                        + commit.message()
                        + " "
                        + console()
                                .style()
                                .faint("(" + commit.changed() + " changed, " + commit.user() + "@" + commit.host()
                                        + ")")
                        + marks);
    }

    private static JsonObject json(Commit commit, List<String> tags) {
        return new JsonObject()
                .put("number", commit.number())
                .put("id", commit.id())
                .put("time", commit.time().toString())
                .put("kind", commit.kind())
                .put("message", commit.message())
                .put("changed", commit.changed())
                .put("user", commit.user())
                .put("host", commit.host())
                .put("product", commit.product())
                .put("tzdb", commit.tzdb())
                .put("digest", commit.digest().hex())
                .put("parent", commit.parent().map(Digest::hex))
                .put("tags", tags);
    }
}
