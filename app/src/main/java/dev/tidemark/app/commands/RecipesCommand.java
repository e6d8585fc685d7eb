package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.Recipe;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `tidemark recipes`.
@Command(
        name = "recipes",
        header = "The recipes of this lake: what makes its derived datasets, and your own from recipes/ and plugins/.",
        exitCodeList = {"0:done", "5:some of your own cannot be used; each is named"},
        footer = {"  tidemark recipes", "  tidemark build spread_hourly     a recipe of your own"})
final class RecipesCommand extends LakeCommand {
    RecipesCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Registry.Listing listing = Registry.listing(lake, config);
        Map<DatasetName, Recipe> recipes = new LinkedHashMap<>();
        listing.catalogue().derived(lake.head()).forEach(recipe -> recipes.put(recipe.output(), recipe));
        listing.catalogue().own(lake.head()).forEach(recipe -> recipes.put(recipe.output(), recipe));
        TextTable table = new TextTable()
                .text("RECIPE")
                .number("VERSION")
                .text("MAKES")
                .text("FROM")
                .text("FILE");
        for (Recipe recipe : recipes.values()) {
            String origin = listing.own().origin(recipe.id());
            if (json()) {
                console().print(json(recipe, origin));
            } else {
                table.row(
                        recipe.id(),
                        Integer.toString(recipe.version()),
                        recipe.output().toString(),
                        recipe.inputs().stream().map(DatasetName::toString).collect(Collectors.joining(", ")),
                        origin.isEmpty() ? "built in" : origin);
            }
        }
        if (!json()) {
            table.print(console());
        }
        List<String> problems = listing.catalogue().problems();
        problems.forEach(problem -> console().error("tidemark: " + problem));
        listing.catalogue().waiting().forEach(console()::note);
        return problems.isEmpty() ? DONE : ErrorCode.PARTLY_FAILED.exitCode();
    }

    private static JsonObject json(Recipe recipe, String origin) {
        return new JsonObject()
                .put("recipe", recipe.id())
                .put("version", recipe.version())
                .put("revision", recipe.revision())
                .put("output", recipe.output().toString())
                .put(
                        "inputs",
                        recipe.inputs().stream().map(DatasetName::toString).toList())
                .put("file", origin);
    }
}
