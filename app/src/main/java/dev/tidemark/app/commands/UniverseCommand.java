package dev.tidemark.app.commands;

import picocli.CommandLine.Command;

/// `tidemark universe`.
@Command(
        name = "universe",
        header = "Match brokers' instruments to a Stooq tree: prepare, index, match, export, explain, stats.",
        description = {
            "The tree stays where it is, outside the lake. What is found is stored in the datasets universe/…, so that"
                    + " sql, diff, --as-of, explain and verify work on it; reports and exports stand beside."
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  tidemark universe prepare --stooq ~/stooq --instruments ~/lists",
            "  tidemark universe prepare",
            "  tidemark universe explain BRK.B"
        })
final class UniverseCommand {}
