package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.build.Explainer;
import dev.tidemark.build.Explanation;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `tidemark explain D/SYMBOL/CHUNK`.
@Command(
        name = "explain",
        header = "Why a partition is what it is, and why it would be built again: the tree of its causes.",
        exitCodeList = {"0:done", "2:not a partition's name", "6:no such partition"},
        footer = "  tidemark explain labels/default/SHFE.cu2402/2024-01-02")
final class ExplainCommand extends LakeCommand {
    @Parameters(
            index = "0",
            paramLabel = "D/SYMBOL/CHUNK",
            description = "Such as features/default/SHFE.cu2402/2024-01-02.")
    private String target = "";

    ExplainCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        Target named = Target.parse(target);
        if (named.chunk().isEmpty()) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME, "'" + target + "' names no partition; expected DATASET/SYMBOL/CHUNK");
        }
        Explainer explainer = new Explainer(lake, Registry.recipes(lake, config).derived(lake.head()));
        Explanation explanation =
                explainer.explain(named.series().orElseThrow(), named.chunk().get());
        if (json()) {
            console().print(json(explanation));
        } else {
            print(explanation, "", "");
        }
        return DONE;
    }

    private void print(Explanation explanation, String role, String indent) {
        String state = explanation.reason().isEmpty()
                ? explanation.state()
                : explanation.state() + ", " + explanation.reason();
        console().print(indent + role + console().style().bold(explanation.name()) + "  " + state);
        explanation.facts().forEach(fact -> console().print(indent + "    " + fact));
        for (Explanation.Input input : explanation.inputs()) {
            print(
                    input.cause(),
                    input.role() + " rows " + input.rows() + " digest " + input.digest() + " of ",
                    indent + "  ");
        }
    }

    private static JsonObject json(Explanation explanation) {
        return new JsonObject()
                .put("partition", explanation.name())
                .put("state", explanation.state())
                .put("reason", explanation.reason())
                .put("facts", explanation.facts())
                .put(
                        "inputs",
                        explanation.inputs().stream()
                                .map(input -> json(input.cause())
                                        .put("role", input.role())
                                        .put("rows", input.rows())
                                        .put("digest", input.digest())));
    }
}
