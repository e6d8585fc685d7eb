package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.TextTable;
import dev.tidemark.app.console.Typo;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.TidemarkException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark tag`.
@Command(
        name = "tag",
        header = "Name a state so that gc keeps it; without a name, list the tags.",
        exitCodeList = {"0:done", "2:the name is taken or no name", "6:no such revision or tag"},
        footer = {"  tidemark tag before-restatement", "  tidemark tag q3 2024-09-30", "  tidemark tag --delete q3"})
final class TagCommand extends LakeCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The tag.")
    private @Nullable String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "REV", description = "What it names; default head.")
    private String revision = "head";

    @Option(
            names = {"-d", "--delete"},
            description = "Forget the tag.")
    private boolean delete;

    TagCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        if (name == null) {
            list(lake);
        } else if (delete) {
            delete(lake, name);
        } else {
            Snapshot state = lake.at(revision);
            lake.history().tag(name, state);
            said(name, state.number(), "tagged commit " + state.number() + " as " + name);
        }
        return DONE;
    }

    private void list(Lake lake) {
        if (delete) {
            throw new TidemarkException(ErrorCode.USAGE, "--delete needs the name of a tag; `tidemark tag` lists them");
        }
        TextTable table = new TextTable().text("TAG").number("COMMIT");
        lake.history().tags().forEach((tag, number) -> {
            if (json()) {
                console().print(new JsonObject().put("tag", tag).put("commit", number));
            } else {
                table.row(tag, number.toString());
            }
        });
        if (!table.isEmpty()) {
            table.print(console());
        } else if (!json()) {
            console().note("no tags; `tidemark tag NAME` names the head");
        }
    }

    private void delete(Lake lake, String tag) {
        SortedMap<String, Long> tags = lake.history().tags();
        Long number = tags.get(tag);
        if (number == null) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND, "there is no tag '" + tag + "'" + Typo.hint(tag, tags.keySet()));
        }
        lake.history().untag(tag);
        said(tag, number, "forgot tag " + tag + " of commit " + number);
    }

    private void said(String tag, long number, String line) {
        if (json()) {
            console()
                    .print(new JsonObject()
                            .put("tag", tag)
                            .put("commit", number)
                            .put("deleted", delete));
        } else {
            console().print(line);
        }
    }
}
