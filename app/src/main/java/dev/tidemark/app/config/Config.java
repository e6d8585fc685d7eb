package dev.tidemark.app.config;

import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.Compression;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.maintain.GcOptions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings that hold for this run: command line before environment before `.env` before `tidemark.yaml` before
/// default.
/// Immutable.
public final class Config {
    /// The name of the config in a lake's folder.
    public static final String FILE_NAME = ConfigFile.NAME;

    private static final String DATASETS = "datasets.";
    private static final String CHUNK = ".chunk";
    private static final String COMPRESSION = ".compression";
    private static final Quantity<ChunkSize> CHUNK_SIZE = Quantity.choice(ChunkSize.class);
    private static final Quantity<Compression> PAGES = Quantity.compression();

    private final Map<String, Given> values;

    private Config(Map<String, Given> values) {
        this.values = values;
    }

    /// Reads the config and the `.env` of a lake, where they exist, and lays the rest over them.
    ///
    /// @param lake        the lake's folder; empty for what holds without one
    /// @param environment the process's environment
    /// @param commandLine what options set, see [#option]
    /// @throws TidemarkException `BAD_CONFIG` with file and line
    public static Config load(Optional<Path> lake, Map<String, String> environment, List<Given> commandLine) {
        Map<String, Given> values = new LinkedHashMap<>();
        Settings.ALL.forEach(s -> values.put(s.key(), new Given(s.key(), s.defaultText(), "default", "default")));
        lake.ifPresent(folder -> {
            lay(
                    values,
                    text(folder.resolve(ConfigFile.NAME))
                            .map(text -> ConfigFile.parse(folder.resolve(ConfigFile.NAME), text)));
            lay(
                    values,
                    text(folder.resolve(EnvFile.NAME)).map(text -> EnvFile.parse(folder.resolve(EnvFile.NAME), text)));
        });
        lay(values, Optional.of(fromEnvironment(environment)));
        lay(values, Optional.of(commandLine));
        values.values().forEach(Config::check);
        return new Config(values);
    }

    /// What a command-line option sets for a dataset's files.
    public static Given compressionOption(DatasetName dataset, String value, String option) {
        return new Given(DATASETS + dataset + COMPRESSION, value, option, option);
    }

    /// What a command-line option sets.
    public static Given option(Setting<?> setting, String value, String option) {
        return new Given(setting.key(), value, option, option);
    }

    private static void lay(Map<String, Given> values, Optional<? extends Collection<Given>> layer) {
        layer.ifPresent(entries -> entries.forEach(given -> values.put(given.key(), given)));
    }

    private static List<Given> fromEnvironment(Map<String, String> environment) {
        List<Given> given = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            String value = environment.getOrDefault(setting.variable(), "");
            if (!setting.fileOnly() && !value.isEmpty()) {
                String origin = "env " + setting.variable();
                given.add(new Given(setting.key(), value, origin, origin));
            }
        }
        return given;
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, file + ":1: this is no UTF-8 text", e);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static void check(Given given) {
        if (given.key().startsWith(DATASETS)) {
            Quantity<?> type = given.key().endsWith(CHUNK) ? CHUNK_SIZE : PAGES;
            given.as(type);
            datasetOf(given);
        } else {
            Settings.find(given.key()).ifPresent(setting -> given.as(setting.type()));
        }
    }

    private static DatasetName datasetOf(Given given) {
        String name = given.key().substring(DATASETS.length(), given.key().lastIndexOf('.'));
        try {
            return DatasetName.parse(name);
        } catch (TidemarkException e) {
            throw new TidemarkException(ErrorCode.BAD_CONFIG, given.place() + ": " + e.getMessage(), e);
        }
    }

    public <T> T get(Setting<T> setting) {
        Given given = values.get(setting.key());
        return given == null ? setting.defaultValue() : given.as(setting.type());
    }

    /// The chunk that the config wants for a dataset.
    public Optional<ChunkSize> chunkOf(DatasetName dataset) {
        return Optional.ofNullable(values.get(DATASETS + dataset + CHUNK)).map(given -> given.as(CHUNK_SIZE));
    }

    /// How the config wants the files of a dataset compressed.
    public Optional<Compression> compressionOf(DatasetName dataset) {
        return Optional.ofNullable(values.get(DATASETS + dataset + COMPRESSION)).map(given -> given.as(PAGES));
    }

    /// Rules that the config sets beside the usual ones.
    ///
    /// @param section [RuleOverrides#VALIDATION] or [RuleOverrides#ANOMALIES]
    public RuleOverrides rules(String section) {
        return new RuleOverrides(
                section,
                values.values().stream()
                        .filter(given -> given.key().startsWith(section + "."))
                        .toList());
    }

    /// What the config says of exchanges, by code or word: extensions of files, separated by commas.
    ///
    /// @param table [UniverseSettings#SUFFIXES] or [UniverseSettings#WORDS]
    public Map<String, Given> exchanges(String table) {
        Map<String, Given> entries = new LinkedHashMap<>();
        values.values().stream()
                .filter(given -> given.key().startsWith(table + "["))
                .forEach(given -> entries.put(
                        given.key().substring(table.length() + 1, given.key().length() - 1), given));
        return entries;
    }

    /// A provider's key or a password that the lake's `.env` sets, by the name of its variable.
    public Optional<String> secret(String variable) {
        return Optional.ofNullable(values.get(variable)).map(Given::text);
    }

    /// Threads that work at a time, at least one.
    public int jobs() {
        int jobs = get(Settings.JOBS);
        return jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
    }

    /// What `gc` keeps.
    public GcOptions gc() {
        return new GcOptions(
                false,
                get(Settings.GC_KEEP_COMMITS),
                get(Settings.GC_KEEP_DERIVED),
                get(Settings.GC_KEEP_RAW_ALL),
                get(Settings.GC_KEEP_RAW),
                false);
    }

    /// Every key with its value and origin, in the order of the template; datasets last.
    public List<Given> all() {
        return List.copyOf(values.values());
    }
}
