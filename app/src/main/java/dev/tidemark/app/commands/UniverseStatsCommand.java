package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.universe.UniverseStats;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.Lake;
import java.time.Duration;
import picocli.CommandLine.Command;

/// `tidemark universe stats`.
@Command(
        name = "stats",
        header = "How much work runs over the universe found done already, and the time that saved.",
        description = "Counts from the first run on, or since .tidemark/cache was deleted.",
        exitCodeList = {"0:done", "2:wrong usage"},
        footer = {"  tidemark universe stats"})
final class UniverseStatsCommand extends LakeCommand {
    UniverseStatsCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        UniverseStats stats = UniverseStats.of(lake);
        if (json()) {
            JsonObject object = new JsonObject()
                    .put("runs", stats.runs())
                    .put("matches_made", stats.matches().made())
                    .put("matches_reused", stats.matches().reused())
                    .put("diagnoses_made", stats.diagnoses().made())
                    .put("diagnoses_reused", stats.diagnoses().reused());
            stats.savedSeconds().ifPresent(seconds -> object.put("saved_seconds", seconds));
            console().print(object);
        } else if (stats.runs() == 0) {
            console().print("no run over a universe is known; begin with `tidemark universe prepare`");
        } else {
            console().print(HumanText.count(stats.runs(), "runs") + " found something to do");
            line("matches", stats.matches().made(), stats.matches().reused());
            line("diagnoses", stats.diagnoses().made(), stats.diagnoses().reused());
            stats.savedSeconds()
                    .ifPresent(seconds -> console()
                            .print("saved about " + HumanText.duration(Duration.ofMillis((long) (seconds * 1000)))));
        }
        return DONE;
    }

    private void line(String what, long made, long reused) {
        long all = Math.max(1, made + reused);
        console()
                .print("  %-10s %s made, %s known already (%d %%)"
                        .formatted(what, HumanText.count(made), HumanText.count(reused), 100 * reused / all));
    }
}
