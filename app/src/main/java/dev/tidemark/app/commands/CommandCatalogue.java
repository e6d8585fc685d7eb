package dev.tidemark.app.commands;

import dev.tidemark.app.wiring.Session;
import java.util.List;
import picocli.CommandLine;

/// The names of all commands, in the order of the help, and how to make one.
public final class CommandCatalogue {
    public static final List<String> NAMES = List.of(
            "demo",
            "init",
            "import",
            "load",
            "update",
            "gaps",
            "calendar",
            "fill",
            "reconcile",
            "validate",
            "health",
            "notify",
            "providers",
            "universe",
            "plan",
            "build",
            "explain",
            "recipes",
            "factors",
            "list",
            "info",
            "sql",
            "status",
            "log",
            "diff",
            "tag",
            "restore",
            "verify",
            "doctor",
            "gc",
            "remove",
            "rechunk",
            "archive",
            "config",
            "completion");

    private CommandCatalogue() {}

    /// A new command; a switch, so that no class is loaded but the one asked for.
    ///
    /// @param name one of [#NAMES]
    public static CommandLine create(String name, Session session) {
        CommandLine command = new CommandLine(command(name, session));
        switch (name) {
            case "import" -> addImports(command, session);
            case "config" -> command.addSubcommand("show", new ConfigShowCommand(session));
            case "universe" -> addUniverse(command, session);
            case "providers" -> command.addSubcommand("check", new ProvidersCheckCommand(session));
            default -> {
                // has no commands of its own
            }
        }
        return command;
    }

    private static void addImports(CommandLine command, Session session) {
        command.addSubcommand("stooq", new ImportStooqCommand(session));
        command.addSubcommand("csv", new ImportCsvCommand(session));
        command.addSubcommand("lean", new ImportLeanCommand(session));
        command.addSubcommand("ctp", new ImportCtpCommand(session));
        command.addSubcommand("parquet", new ImportParquetCommand(session));
    }

    private static void addUniverse(CommandLine command, Session session) {
        command.addSubcommand("prepare", new UniversePrepareCommand(session));
        command.addSubcommand("index", new UniverseIndexCommand(session));
        command.addSubcommand("match", new UniverseMatchCommand(session));
        command.addSubcommand("export", new UniverseExportCommand(session));
        command.addSubcommand("explain", new UniverseExplainCommand(session));
        command.addSubcommand("stats", new UniverseStatsCommand(session));
    }

    private static Object command(String name, Session session) {
        return switch (name) {
            case "demo" -> new DemoCommand(session);
            case "init" -> new InitCommand(session);
            case "import" -> new ImportCommand();
            case "load" -> new LoadCommand(session);
            case "update" -> new UpdateCommand(session);
            case "gaps" -> new GapsCommand(session);
            case "calendar" -> new CalendarCommand(session);
            case "fill" -> new FillCommand(session);
            case "reconcile" -> new ReconcileCommand(session);
            case "validate" -> new ValidateCommand(session);
            case "health" -> new HealthCommand(session);
            case "notify" -> new NotifyCommand(session);
            case "providers" -> new ProvidersCommand(session);
            case "universe" -> new UniverseCommand();
            case "plan" -> new PlanCommand(session);
            case "build" -> new BuildCommand(session);
            case "explain" -> new ExplainCommand(session);
            case "recipes" -> new RecipesCommand(session);
            case "factors" -> new FactorsCommand(session);
            case "list" -> new ListCommand(session);
            case "info" -> new InfoCommand(session);
            case "sql" -> new SqlCommand(session);
            case "status" -> new StatusCommand(session);
            case "log" -> new LogCommand(session);
            case "diff" -> new DiffCommand(session);
            case "tag" -> new TagCommand(session);
            case "restore" -> new RestoreCommand(session);
            case "verify" -> new VerifyCommand(session);
            case "doctor" -> new DoctorCommand(session);
            case "gc" -> new GcCommand(session);
            case "remove" -> new RemoveCommand(session);
            case "rechunk" -> new RechunkCommand(session);
            case "archive" -> new ArchiveCommand(session);
            case "config" -> new ConfigCommand();
            case "completion" -> new CompletionCommand(session);
            default -> throw new IllegalArgumentException("no command '" + name + "'");
        };
    }
}
