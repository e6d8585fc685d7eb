package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.HumanText;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.demo.DemoDumps;
import dev.tidemark.app.demo.DemoTour;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.LakeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark demo`.
@Command(
        name = "demo",
        header = "A small lake of simulated data, built, queried and explained in seconds, offline.",
        exitCodeList = {"0:done", "2:the folder is taken"},
        footer = {"  tidemark demo", "  tidemark demo --stooq ~/d_us_txt.zip mylake     the same with your own dump"})
final class DemoCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Session session;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "A new or empty folder; default tidemark-demo.")
    private Path folder = Path.of("tidemark-demo");

    @Option(names = "--stooq", paramLabel = "FILE", description = "A Stooq dump of yours instead of simulated data.")
    private @Nullable Path stooq;

    @Option(names = "--force", description = "Replace a demo lake that is there; never anything else.")
    private boolean force;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        Path lake = session.resolve(folder);
        DemoTour tour = new DemoTour(session.console(), session.runner(), lake);
        if (stooq == null) {
            tour.simulated(DemoDumps.STANDARD, force);
        } else {
            tour.own(session.resolve(stooq), force, () -> sqlNames(lake));
        }
        finish(lake, (System.nanoTime() - started) / NANOS_PER_SECOND);
        return LakeCommand.DONE;
    }

    private List<String> sqlNames(Path lake) {
        LakeOptions options = session.lakeOptions(session.config(Optional.of(lake)));
        try (Lake opened = Lake.open(lake, options)) {
            return opened.head().datasets().stream().map(DatasetName::sqlName).toList();
        }
    }

    private void finish(Path lake, double seconds) {
        Console console = session.console();
        if (session.json()) {
            console.print(new JsonObject()
                    .put("lake", lake.toString())
                    .put("simulated", stooq == null)
                    .put("seconds", seconds));
            return;
        }
        console.print("");
        console.print(console.style()
                .bold("Done in " + HumanText.duration(Duration.ofMillis((long) (seconds * 1000))) + ". Try next:"));
        console.print("  cd " + lake);
        console.print("  tidemark status");
        console.print("  tidemark list bars/1d");
        console.print("  tidemark sql \"select * from bars_1d order by ts desc, symbol limit 10\"");
        console.print("  tidemark config show --origin");
        console.print("  tidemark help");
    }
}
