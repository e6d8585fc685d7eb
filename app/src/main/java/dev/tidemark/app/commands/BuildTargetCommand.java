package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.config.Settings;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.BuildOptions;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.Selection;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.recipes.RecipeCatalogue;
import dev.tidemark.recipes.RecipeOptions;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What `plan` and `build` have in common: targets and options.
abstract class BuildTargetCommand extends LakeCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "TARGET",
            description = "continuous, bars, features, labels, fill-labels, panel, or a recipe of your own (`tidemark"
                    + " recipes`); default: all derived datasets.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = {"-s", "--symbol"},
            paramLabel = "SYM",
            split = ",",
            description = "Only these symbols.")
    private List<String> symbols = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DATE", description = "Only chunks from this day on.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Only chunks up to this day.")
    private @Nullable String to;

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description = "Name of the set of features, labels or panel, default `default`; of bars, the variant.")
    private @Nullable String set;

    @Option(
            names = "--source",
            paramLabel = "S",
            description = "Ticks to read: raw (default), main_l5; for bars also trades.")
    private @Nullable String source;

    @Option(names = "--factors", paramLabel = "F,…", description = "Factors, in their order; default all eleven.")
    private @Nullable String factors;

    @Option(names = "--horizons", paramLabel = "N,…", description = "Horizons of labels in rows; default 10,50,200.")
    private @Nullable String horizons;

    @Option(names = "--threshold-k", paramLabel = "K", description = "Threshold of labels in ticks; default 1.")
    private @Nullable Double thresholdK;

    @Option(names = "--price-levels", paramLabel = "L,…", description = "Price levels of fill labels; default 0,1.")
    private @Nullable String priceLevels;

    @Option(names = "--threshold", paramLabel = "R", description = "Open-interest ratio of a roll; default 1.1.")
    private @Nullable Double threshold;

    @Option(
            names = "--l5-only",
            negatable = true,
            description = "Whether continuous series keep only rows with true depth; the default.")
    private @Nullable Boolean l5Only;

    @Option(names = "--l5-start", paramLabel = "DATE", description = "First day of continuous series.")
    private @Nullable String l5Start;

    @Option(names = "--timeframe", paramLabel = "T,…", split = ",", description = "Timeframes of bars; default 1m.")
    private @Nullable List<String> timeframes;

    @Option(
            names = "--of",
            paramLabel = "DATASET,…",
            split = ",",
            description = "What a panel is made of; default bars/1d. Several are joined row by row.")
    private @Nullable List<String> datasets;

    @Option(
            names = "--columns",
            paramLabel = "C,…",
            split = ",",
            description = "Columns of a panel beside symbol and time; default all.")
    private @Nullable List<String> columns;

    @Option(
            names = "--exclude-imputed",
            negatable = true,
            description = "Whether a panel leaves out the bars that a fill made; default not.")
    private @Nullable Boolean excludeImputed;

    @Option(
            names = "--overwrite",
            negatable = true,
            description = "Make everything again; a new configuration takes the place of the old one.")
    private boolean overwrite;

    @Option(names = "--allow-removal", description = "Let more than a tenth of a dataset go at once.")
    private boolean allowRemoval;

    @Option(names = "--jobs", paramLabel = "N", description = "Partitions made at a time; default by the config.")
    private @Nullable String jobs;

    private final List<String> problems = new ArrayList<>();

    BuildTargetCommand(Session session) {
        super(session);
    }

    @Override
    final void prepare() {
        if (jobs != null) {
            session.set(Config.option(Settings.JOBS, jobs, "--jobs"));
        }
    }

    /// The recipes of the targets and of what they read. Says what could not be used.
    final List<Recipe> recipes(Lake lake, Config config) {
        RecipeCatalogue catalogue = Registry.recipes(lake, config);
        List<Recipe> recipes = catalogue.recipes(lake.head(), targets, recipeOptions());
        problems.addAll(catalogue.problems());
        problems.forEach(problem -> console().error("tidemark: " + problem));
        catalogue.waiting().forEach(console()::note);
        catalogue
                .orphans(lake.head())
                .forEach((dataset, recipe) -> console()
                        .note(dataset + " was made by the recipe " + recipe
                                + ", which is not there any more; it stays as it is"));
        if (recipes.isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "nothing to build: the lake has no derived dataset yet; name a target, such as `tidemark build"
                            + " features`");
        }
        return recipes;
    }

    /// `PARTLY_FAILED` when a recipe of the user's could not be used.
    final int codeOfProblems() {
        return problems.isEmpty() ? DONE : ErrorCode.PARTLY_FAILED.exitCode();
    }

    final BuildOptions buildOptions(Config config, String command) {
        BuildOptions options = BuildOptions.of(message(command))
                .withThreads(config.jobs())
                .withSelection(new Selection(new TreeSet<>(symbols), day("--from", from), day("--to", to)));
        if (overwrite) {
            options = options.overwriting();
        }
        return allowRemoval ? options.allowingRemoval() : options;
    }

    private String message(String command) {
        String text = command + " " + String.join(" ", targets)
                + (symbols.isEmpty() ? "" : " -s " + String.join(",", symbols));
        String line = text.strip().replaceAll("\\p{Cntrl}", "?");
        return line.length() > 200 ? line.substring(0, 199) + "…" : line;
    }

    private RecipeOptions recipeOptions() {
        return new RecipeOptions(
                Optional.ofNullable(set),
                Optional.ofNullable(source),
                Optional.ofNullable(factors).map(text -> words(text)),
                Optional.ofNullable(horizons).map(text -> numbers("--horizons", text)),
                Optional.ofNullable(thresholdK),
                Optional.ofNullable(priceLevels).map(text -> numbers("--price-levels", text)),
                Optional.ofNullable(threshold),
                Optional.ofNullable(l5Only),
                day("--l5-start", l5Start),
                Optional.ofNullable(timeframes),
                Optional.ofNullable(datasets),
                Optional.ofNullable(columns),
                Optional.ofNullable(excludeImputed));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static List<Integer> numbers(String option, String text) {
        try {
            return words(text).stream().map(Integer::valueOf).toList();
        } catch (NumberFormatException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE, option + " '" + text + "' is no list of whole numbers such as 10,50,200", e);
        }
    }

    private static Optional<LocalDate> day(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE, option + " '" + text + "' is no date; expected one such as 2024-01-02", e);
        }
    }
}
