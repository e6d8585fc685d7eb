package dev.tidemark.app.commands;

import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Snapshot;
import picocli.CommandLine.Option;

/// `--as-of`, for every command that reads.
final class AsOfOption {
    @Option(
            names = "--as-of",
            paramLabel = "REV",
            description = "The state at a commit (number or id), tag, date or instant; default head.")
    private String revision = "head";

    Snapshot of(Lake lake) {
        return lake.at(revision);
    }
}
