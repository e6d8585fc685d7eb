package dev.tidemark.recipes;

import dev.tidemark.build.Recipe;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.ErrorCode;
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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes recipes: from the targets and options of a build, and from what derived datasets record of themselves.
public final class RecipeCatalogue {
    /// The targets of a build.
    public static final List<String> TARGETS =
            List.of(
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

    public RecipeCatalogue(FactorRegistry factors, TickSizes tickSizes) {
        this.factors = factors;
        this.tickSize = new TickSizeFact(tickSizes);
    }

    /// The recipes of some targets, and of the derived datasets that they read. Without a target: of all derived
    /// datasets.
    ///
    /// @throws TidemarkException `USAGE` for a target or an option that is not understood
    public List<Recipe> recipes(Snapshot head, List<String> targets, RecipeOptions options) {
        Map<DatasetName, Recipe> chosen = new LinkedHashMap<>();
        for (String target : inOrder(targets)) {
            for (Recipe recipe : target(head, target, options, chosen)) {
                chosen.put(recipe.output(), recipe);
            }
        }
        if (targets.isEmpty()) {
            derived(head).forEach(recipe -> chosen.put(recipe.output(), recipe));
        }
        List<Recipe> open = new ArrayList<>(chosen.values());
        while (!open.isEmpty()) {
            for (DatasetName input : open.removeLast().inputs()) {
                if (!chosen.containsKey(input)) {
                    ofDataset(head, input).ifPresent(recipe -> {
                        chosen.put(input, recipe);
                        open.add(recipe);
                    });
                }
            }
        }
        return List.copyOf(chosen.values());
    }

    /// Panels last, since their columns are those of what they read.
    private static List<String> inOrder(List<String> targets) {
        List<String> ordered = new ArrayList<>(targets);
        ordered.removeIf(PanelRecipe.ID::equals);
        if (targets.contains(PanelRecipe.ID)) {
            ordered.add(PanelRecipe.ID);
        }
        return ordered;
    }

    /// The recipes of all derived datasets, as they record them.
    public List<Recipe> derived(Snapshot head) {
        return head.datasets().stream()
                .flatMap(name -> ofDataset(head, name).stream())
                .toList();
    }

    /// The recipe that made a dataset; empty when it is not derived, or by none of these.
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
            default -> Optional.empty();
        };
    }

    /// @param chosen recipes of the same build, whose datasets may not be there yet
    private List<Recipe> target(
            Snapshot head, String target, RecipeOptions options, Map<DatasetName, Recipe> chosen) {
        try {
            return switch (target) {
                case FeaturesRecipe.ID -> List.of(features(head, options.set().orElse(DEFAULT_SET), options));
                case LabelsRecipe.ID -> List.of(labels(head, options.set().orElse(DEFAULT_SET), options));
                case FillLabelsRecipe.ID ->
                    List.of(fillLabels(head, options.set().orElse(FILL_SET), options));
                case ContinuousRecipe.ID -> allContinuous(head, options);
                case BarsRecipe.ID -> bars(head, options);
                case PanelRecipe.ID -> List.of(panel(head, options.set(), options, chosen));
                default ->
                    throw new TidemarkException(
                            ErrorCode.USAGE,
                            "'" + target + "' is no target; expected one of " + String.join(", ", TARGETS));
            };
        } catch (IllegalArgumentException e) {
            throw new TidemarkException(ErrorCode.USAGE, "cannot build " + target + ": " + e.getMessage(), e);
        }
    }

    private List<Recipe> allContinuous(Snapshot head, RecipeOptions options) {
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
        return new FeaturesRecipe(set, source(options, recorded), factorSet);
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

    private static Recipe schedule(Snapshot head, String product, RecipeOptions options) {
        Recorded recorded = Recorded.of(head, ScheduleRecipe.dataset(product));
        return new ScheduleRecipe(product, rollThreshold(options, recorded));
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

    private static List<Recipe> bars(Snapshot head, RecipeOptions options) {
        List<Recipe> recipes = new ArrayList<>();
        String variant = options.set().orElse("");
        for (String text : options.timeframes().orElse(List.of("1m"))) {
            Timeframe timeframe = Timeframe.parse(text);
            Recorded recorded = Recorded.of(head, BarsRecipe.dataset(timeframe, variant));
            recipes.add(new BarsRecipe(timeframe, variant, source(options, recorded)));
        }
        return recipes;
    }

    private static Recipe bars(DatasetName name, DatasetRecord record) {
        String[] words = name.member().split("-", 2);
        return new BarsRecipe(
                Timeframe.parse(words[0]),
                words.length > 1 ? words[1] : "",
                record.identity().getOrDefault(TickRecipe.SOURCE, DEFAULT_SOURCE));
    }

    /// A panel: of the datasets that are named, else of those that it records, else of daily bars.
    private static Recipe panel(
            Snapshot head, Optional<String> set, RecipeOptions options, Map<DatasetName, Recipe> chosen) {
        List<DatasetName> named =
                options.datasets().orElse(List.of()).stream().map(DatasetName::parse).toList();
        String name = set.orElseGet(() -> named.isEmpty() ? DAILY : named.getFirst().member());
        Recorded recorded = Recorded.of(head, new DatasetName(PanelRecipe.ID, name));
        List<DatasetName> datasets = named.isEmpty()
                ? recorded.get(PanelRecipe.DATASETS, text -> words(text).stream()
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
        return PanelRecipe.of(name, records, columns);
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
