package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Feeding;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.sources.provider.Capabilities;
import dev.tidemark.sources.update.ProviderSession;
import dev.tidemark.sources.update.SeriesTask;
import dev.tidemark.sources.update.UpdateJournal;
import dev.tidemark.sources.update.UpdateOptions;
import dev.tidemark.sources.update.UpdateReport;
import dev.tidemark.sources.update.UpdateRun;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Asks the providers of series, which it opens and closes.
final class ProviderRun implements AutoCloseable {
    private final Lake lake;
    private final Config config;
    private final Session session;
    private final List<SeriesTask> tasks;
    private final Map<String, ProviderSession> providers;

    /// Opens the providers of some tasks.
    ///
    /// @param options of the one provider that there is then
    /// @throws TidemarkException `USAGE` when there are options and several providers
    ProviderRun(Lake lake, Config config, Session session, List<SeriesTask> tasks, SortedMap<String, String> options) {
        this.lake = lake;
        this.config = config;
        this.session = session;
        this.tasks = List.copyOf(tasks);
        Set<String> names = tasks.stream().map(SeriesTask::provider).collect(Collectors.toCollection(TreeSet::new));
        if (names.size() > 1 && !options.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--provider-option is for one provider, and these series have several: " + String.join(", ", names)
                            + "; name one with -p");
        }
        this.providers = Feeding.open(names, options, session, config);
    }

    Map<String, ProviderSession> providers() {
        return providers;
    }

    /// Brings the series up to date.
    UpdateReport run(UpdateJournal journal, UpdateOptions options) {
        Map<DatasetName, Capabilities> capabilities = new HashMap<>();
        tasks.forEach(task -> capabilities.putIfAbsent(
                task.key().dataset(), Feeding.kind(task.provider()).capabilities()));
        return UpdateRun.run(
                lake,
                tasks,
                name -> lake.head()
                        .dataset(name)
                        .orElseGet(() -> Feeding.record(name, Objects.requireNonNull(capabilities.get(name)), config)),
                providers,
                Feeding.grids(lake),
                journal,
                options,
                session.clock(),
                session.progress());
    }

    @Override
    public void close() {
        providers.values().forEach(ProviderSession::close);
    }
}
