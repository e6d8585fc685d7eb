package dev.tidemark.recipes;

import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeSource;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.Timeframe;
import dev.tidemark.market.factor.Factor;
import dev.tidemark.market.factor.FactorRegistry;
import dev.tidemark.market.factor.FactorSet;
import dev.tidemark.market.instrument.TickSizes;
import dev.tidemark.market.label.DirectionRule;
import dev.tidemark.market.label.FillRule;
import dev.tidemark.market.roll.OpenInterestRule;
import dev.tidemark.recipes.universe.UniverseTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Makes recipes: from the targets and options of a build, and from what derived datasets record of themselves.
public final class RecipeCatalogue {
    /// The targets of a build.
    public static final List<String> TARGETS = List.of(
            ContinuousRecipe.ID,
            BarsRecipe.ID,
            FeaturesRecipe.ID,
            LabelsRecipe.ID,
            FillLabelsRecipe.ID,
            PanelRecipe.ID);

    private static final String DEFAULT_SET = "default";
    private static final String FILL_SET = "fill";
    private static final String DEFAULT_SOURCE = "raw";
    private static final String DAILY = "1d";

    private final FactorRegistry factors;
    private final TickSizeFact tickSize;
    private final RecipeSource own;
    private final Map<String, String> revisions;
    private final MarketTables tables;
    private final Optional<ValidationSettings> validation;
    private final Function<DatasetName, Optional<Recipe>> ofCommands;

    /// A catalogue of the built-in recipes.
    public RecipeCatalogue(FactorRegistry factors, TickSizes tickSizes) {
        this(
                factors,
                tickSizes,
                _ -> List.of(),
                Map.of(),
                MarketTables.shipped(),
                Optional.empty(),
                _ -> Optional.empty());
    }

    /// A catalogue with recipes and factors of the user.
    ///
    /// @param own       gives the user's recipes
    /// @param revisions of the code of factors that are not built in, by name
    /// @param validation what series are checked against; empty leaves the recipes of verdicts out
    /// @param ofCommands the recipe of a dataset that a command of its own makes, such as a universe's: it can be
    /// explained
    ///                   and verified, and is not built with the others
    public RecipeCatalogue(
            FactorRegistry factors,
            TickSizes tickSizes,
            RecipeSource own,
            Map<String, String> revisions,
            MarketTables tables,
            Optional<ValidationSettings> validation,
            Function<DatasetName, Optional<Recipe>> ofCommands) {
        this.factors = factors;
        this.tickSize = new TickSizeFact(tickSizes);
        this.own = own;
        this.revisions = new TreeMap<>(revisions);
        this.tables = tables;
        this.validation = validation;
        this.ofCommands = ofCommands;
    }

    /// The recipes of some targets, and of the derived datasets that they read. Without a target: of all derived
    /// datasets.
    ///
    /// @throws TidemarkException `USAGE` for a target or an option that is not understood
    public List<Recipe> recipes(Snapshot head, List<String> targets, RecipeOptions options) {
        Map<DatasetName, Recipe> chosen = new LinkedHashMap<>();
        for (String target : targets) {
            if (TARGETS.contains(target) && !target.equals(PanelRecipe.ID)) {
                target(head, target, options).forEach(recipe -> chosen.put(recipe.output(), recipe));
            }
        }
        if (targets.isEmpty()) {
            builtIn(head).stream()
                    .filter(recipe -> !isMadeByCommand(recipe.output()))
                    .forEach(recipe -> chosen.put(recipe.output(), recipe));
        }
        Map<DatasetName, Recipe> others = new LinkedHashMap<>();
        own(head, chosen).forEach(recipe -> others.put(recipe.output(), recipe));
        requireKnown(targets, others.values());
        for (Recipe recipe : others.values()) {
            if (targets.isEmpty() || targets.contains(recipe.id())) {
                chosen.put(recipe.output(), recipe);
            }
        }
        if (targets.contains(PanelRecipe.ID)) {
            Map<DatasetName, Recipe> made = new LinkedHashMap<>(others);
            made.putAll(chosen);
            Recipe panel = usage(PanelRecipe.ID, () -> panel(head, options.set(), options, made));
            chosen.put(panel.output(), panel);
        }
        addInputs(head, chosen, others);
        return List.copyOf(chosen.values());
    }

    /// Adds the recipes of what the chosen ones read.
    private void addInputs(Snapshot head, Map<DatasetName, Recipe> chosen, Map<DatasetName, Recipe> others) {
        List<Recipe> open = new ArrayList<>(chosen.values());
        while (!open.isEmpty()) {
            for (DatasetName input : open.removeLast().inputs()) {
                if (!chosen.containsKey(input)) {
                    Optional.ofNullable(others.get(input))
                            .or(() -> ofDataset(head, input))
                            .ifPresent(recipe -> {
                                chosen.put(input, recipe);
                                open.add(recipe);
                            });
                }
            }
        }
    }

    private static void requireKnown(List<String> targets, Collection<Recipe> own) {
        if (targets.contains(UniverseTables.GROUP)) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "a universe is not built with other targets, since its sources lie outside the lake; run `tidemark"
                            + " universe prepare`");
        }
        List<String> known = new ArrayList<>(TARGETS);
        own.forEach(recipe -> known.add(recipe.id()));
        for (String target : targets) {
            if (!known.contains(target)) {
                throw new TidemarkException(
                        ErrorCode.USAGE, "'" + target + "' is no target; expected one of " + String.join(", ", known));
            }
        }
    }

    /// The user's recipes, those left out that are named like a target or make what a built-in recipe makes.
    private List<Recipe> own(Snapshot head, Map<DatasetName, Recipe> chosen) {
        return own
                .recipes(name -> Optional.ofNullable(chosen.get(name))
                        .map(Recipe::record)
                        .or(() -> head.dataset(name)))
                .stream()
                .filter(recipe -> !TARGETS.contains(recipe.id()) && !chosen.containsKey(recipe.output()))
                .toList();
    }

    /// What could not be used of the user's recipes, a line each.
    public List<String> problems() {
        return own.problems();
    }

    /// The user's recipes that wait for an input, a line each.
    public List<String> waiting() {
        return own.waiting();
    }

    /// The user's recipes that can be used in a lake.
    public List<Recipe> own(Snapshot head) {
        return own(head, Map.of());
    }

    /// The recipes of all derived datasets, as they record them; and the user's.
    public List<Recipe> derived(Snapshot head) {
        List<Recipe> recipes = new ArrayList<>(builtIn(head));
        own(head).stream()
                .filter(recipe -> head.dataset(recipe.output()).isPresent())
                .forEach(recipes::add);
        return recipes;
    }

    private List<Recipe> builtIn(Snapshot head) {
        return head.datasets().stream()
                .flatMap(name -> ofDataset(head, name).stream())
                .toList();
    }

    /// Verdicts are made when they are needed, a universe after its sources were looked at.
    private static boolean isMadeByCommand(DatasetName name) {
        return name.group().equals(ValidationRecipe.ID) || name.group().equals(UniverseTables.GROUP);
    }

    /// Derived datasets that no recipe makes any more, with the name of the one that did.
    public Map<DatasetName, String> orphans(Snapshot head) {
        Map<DatasetName, String> orphans = new TreeMap<>();
        for (DatasetName name : head.datasets()) {
            head.dataset(name)
                    .filter(DatasetRecord::derived)
                    .ifPresent(record -> orphans.put(name, record.identity().getOrDefault(Recipe.RECIPE, "unknown")));
        }
        orphans.keySet().removeIf(RecipeCatalogue::isMadeByCommand);
        derived(head).forEach(recipe -> orphans.remove(recipe.output()));
        return orphans;
    }

    /// The built-in recipe that made a dataset; empty when it is not derived, or by none of these.
    public Optional<Recipe> ofDataset(Snapshot head, DatasetName name) {
        Optional<DatasetRecord> record = head.dataset(name).filter(DatasetRecord::derived);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        RecipeOptions same = RecipeOptions.NONE;
        return switch (record.get().identity().getOrDefault(Recipe.RECIPE, "")) {
            case FeaturesRecipe.ID -> Optional.of(features(head, name.member(), same));
            case LabelsRecipe.ID -> Optional.of(labels(head, name.member(), same));
            case FillLabelsRecipe.ID -> Optional.of(fillLabels(head, name.member(), same));
            case ScheduleRecipe.ID -> Optional.of(schedule(head, name.member(), same));
            case ContinuousRecipe.ID -> Optional.of(continuous(head, same));
            case BarsRecipe.ID -> Optional.of(bars(name, record.get()));
            case PanelRecipe.ID -> Optional.of(panel(head, Optional.of(name.member()), same, Map.of()));
            case ValidationRecipe.ID -> verdicts(head, name, record.get());
            default -> ofCommands.apply(name);
        };
    }

    private List<Recipe> target(Snapshot head, String target, RecipeOptions options) {
        return usage(target, () -> switch (target) {
            case FeaturesRecipe.ID -> List.of(features(head, options.set().orElse(DEFAULT_SET), options));
            case LabelsRecipe.ID -> List.of(labels(head, options.set().orElse(DEFAULT_SET), options));
            case FillLabelsRecipe.ID -> List.of(fillLabels(head, options.set().orElse(FILL_SET), options));
            case ContinuousRecipe.ID -> allContinuous(head, options);
            case BarsRecipe.ID -> bars(head, options);
            default -> throw new IllegalArgumentException("it is no target");
        });
    }

    private static <T> T usage(String target, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot build " + target + ": " + e.getMessage(), e);
        }
    }

    private List<Recipe> allContinuous(Snapshot head, RecipeOptions options) {
        if (ScheduleRecipe.products(head).isEmpty()
                && head.dataset(ContinuousRecipe.OUTPUT).isEmpty()) {
            throw new IllegalArgumentException("a schedule needs a daily table of open interest; import one with"
                    + " `tidemark import csv FILE --preset futures-daily --dataset daily/futures`");
        }
        List<Recipe> recipes = new ArrayList<>();
        ScheduleRecipe.products(head).forEach(product -> recipes.add(schedule(head, product, options)));
        recipes.add(continuous(head, options));
        return recipes;
    }

    private Recipe features(Snapshot head, String set, RecipeOptions options) {
        Recorded recorded = Recorded.of(head, new DatasetName(FeaturesRecipe.ID, set));
        List<String> names = options.factors()
                .or(() -> recorded.get(FeaturesRecipe.FACTORS, RecipeCatalogue::words))
                .orElseGet(() -> FactorRegistry.defaultSet().factors().stream()
                        .map(Factor::name)
                        .toList());
        FactorSet factorSet = factors.set(names);
        return new FeaturesRecipe(set, source(options, recorded), factorSet, revision(factorSet));
    }

    private String revision(FactorSet factorSet) {
        return factorSet.factors().stream()
                .map(Factor::name)
                .filter(revisions::containsKey)
                .map(name -> name + " " + revisions.get(name))
                .collect(Collectors.joining(", "));
    }

    private Recipe labels(Snapshot head, String set, RecipeOptions options) {
        Recorded recorded = Recorded.of(head, new DatasetName(LabelsRecipe.ID, set));
        return new LabelsRecipe(
                set,
                source(options, recorded),
                options.horizons()
                        .or(() -> recorded.get(LabelsRecipe.HORIZONS, RecipeCatalogue::numbers))
                        .orElse(DirectionRule.DEFAULT_HORIZONS),
                options.thresholdK()
                        .or(() -> recorded.get(LabelsRecipe.THRESHOLD_K, Double::valueOf))
                        .orElse(DirectionRule.DEFAULT_THRESHOLD_K),
                tickSize);
    }

    private Recipe fillLabels(Snapshot head, String set, RecipeOptions options) {
        Recorded recorded = Recorded.of(head, new DatasetName(LabelsRecipe.ID, set));
        return new FillLabelsRecipe(
                set,
                source(options, recorded),
                options.priceLevels()
                        .or(() -> recorded.get(FillLabelsRecipe.PRICE_LEVELS, RecipeCatalogue::numbers))
                        .orElse(FillRule.DEFAULT_PRICE_LEVELS),
                options.horizons()
                        .or(() -> recorded.get(LabelsRecipe.HORIZONS, RecipeCatalogue::numbers))
                        .orElse(FillRule.DEFAULT_HORIZONS),
                tickSize);
    }

    /// The recipe of the verdicts that there are.
    private Optional<Recipe> verdicts(Snapshot head, DatasetName name, DatasetRecord record) {
        DatasetName of = DatasetName.parse(record.identity().getOrDefault(ValidationRecipe.OF, ""));
        Set<String> held = head.series(name).stream().map(SeriesKey::symbol).collect(Collectors.toSet());
        return validation.flatMap(
                settings -> head.dataset(of).map(input -> new ValidationRecipe(of, input, settings, held::contains)));
    }

    private Recipe schedule(Snapshot head, String product, RecipeOptions options) {
        Recorded recorded = Recorded.of(head, ScheduleRecipe.dataset(product));
        return new ScheduleRecipe(product, rollThreshold(options, recorded), tables);
    }

    private static double rollThreshold(RecipeOptions options, Recorded recorded) {
        return options.rollThreshold()
                .or(() -> recorded.get(ScheduleRecipe.THRESHOLD, Double::valueOf))
                .orElse(OpenInterestRule.DEFAULT_THRESHOLD);
    }

    private static Recipe continuous(Snapshot head, RecipeOptions options) {
        Recorded recorded = Recorded.of(head, ContinuousRecipe.OUTPUT);
        List<String> products = List.copyOf(ScheduleRecipe.products(head));
        return new ContinuousRecipe(
                products,
                rollThreshold(options, recorded),
                options.isL5Only()
                        .or(() -> recorded.get(ContinuousRecipe.L5_ONLY, Boolean::valueOf))
                        .orElse(true),
                options.l5Start().or(() -> recorded.get(ContinuousRecipe.L5_START, LocalDate::parse)));
    }

    private List<Recipe> bars(Snapshot head, RecipeOptions options) {
        List<Recipe> recipes = new ArrayList<>();
        String variant = options.set().orElse("");
        for (String text : options.timeframes().orElse(List.of("1m"))) {
            Timeframe timeframe = Timeframe.parse(text);
            Recorded recorded = Recorded.of(head, BarsRecipe.dataset(timeframe, variant));
            recipes.add(new BarsRecipe(timeframe, variant, source(options, recorded), tables));
        }
        return recipes;
    }

    private Recipe bars(DatasetName name, DatasetRecord record) {
        String[] words = name.member().split("-", 2);
        return new BarsRecipe(
                Timeframe.parse(words[0]),
                words.length > 1 ? words[1] : "",
                record.identity().getOrDefault(TickRecipe.SOURCE, DEFAULT_SOURCE),
                tables);
    }

    /// A panel: of the datasets that are named, else of those that it records, else of daily bars.
    private static Recipe panel(
            Snapshot head, Optional<String> set, RecipeOptions options, Map<DatasetName, Recipe> chosen) {
        List<DatasetName> named = options.datasets().orElse(List.of()).stream()
                .map(DatasetName::parse)
                .toList();
        String name =
                set.orElseGet(() -> named.isEmpty() ? DAILY : named.getFirst().member());
        Recorded recorded = Recorded.of(head, new DatasetName(PanelRecipe.ID, name));
        List<DatasetName> datasets = named.isEmpty()
                ? recorded.get(
                                PanelRecipe.DATASETS,
                                text -> words(text).stream()
                                        .map(DatasetName::parse)
                                        .toList())
                        .orElse(List.of(new DatasetName(BarsRecipe.GROUP, DAILY)))
                : named;
        Map<DatasetName, DatasetRecord> records = new LinkedHashMap<>();
        for (DatasetName dataset : datasets) {
            records.put(
                    dataset,
                    Optional.ofNullable(chosen.get(dataset))
                            .map(Recipe::record)
                            .or(() -> head.dataset(dataset))
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "there is no dataset " + dataset + " to make it of; name others with --of")));
        }
        List<String> columns = options.columns()
                .or(() -> recorded.get(PanelRecipe.COLUMNS, RecipeCatalogue::words))
                .orElse(List.of());
        boolean excludesImputed = options.excludesImputed()
                .or(() -> recorded.get(PanelRecipe.IMPUTED, PanelRecipe.EXCLUDED::equals))
                .orElse(false);
        return PanelRecipe.of(name, records, columns, excludesImputed);
    }

    private static String source(RecipeOptions options, Recorded recorded) {
        return options.source()
                .or(() -> recorded.get(TickRecipe.SOURCE, Function.identity()))
                .orElse(DEFAULT_SOURCE);
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(",", -1));
    }

    private static List<Integer> numbers(String text) {
        return words(text).stream().map(Integer::valueOf).toList();
    }

    /// What a dataset records of its configuration.
    private record Recorded(Optional<DatasetRecord> record) {
        static Recorded of(Snapshot head, DatasetName name) {
            return new Recorded(head.dataset(name).filter(DatasetRecord::derived));
        }

        <T> Optional<T> get(String field, Function<String, T> parse) {
            return record.map(r -> r.identity().get(field)).map(parse);
        }
    }
}
