package dev.tidemark.app.commands;

import dev.tidemark.app.config.Config;
import dev.tidemark.app.wiring.Registry;
import dev.tidemark.app.wiring.Session;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.TableException;
import dev.tidemark.market.calendar.Market;
import dev.tidemark.market.calendar.Markets;
import dev.tidemark.sources.SeriesMarkets;
import dev.tidemark.sources.gap.ConsensusRun;
import dev.tidemark.sources.gap.ConsensusRun.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tidemark calendar`.
@Command(
        name = "calendar",
        header = "The calendars there are, their days, and what the daily bars of the lake say of them.",
        description = {
            "Without ID: the calendars. With one: its trading days and sessions, this year's unless a range is given.",
            "With --consensus: the days on which the table and the data disagree. A day is open when more than half of"
                    + " the symbols trade that are between their first and last bar; three symbols are needed to judge"
                    + " it."
        },
        exitCodeList = {"0:done, whatever was found", "2:wrong usage", "6:no such calendar or dataset"},
        footer = {
            "  tidemark calendar",
            "  tidemark calendar us --from 2024-01-01 --to 2024-12-31",
            "  tidemark calendar --consensus bars/1d",
            "  tidemark calendar pl --consensus bars/1d --write calendars/pl.txt"
        })
final class CalendarCommand extends LakeCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            description = "A calendar or exchange, such as us or SHFE.")
    private @Nullable String id;

    @Option(
            names = "--consensus",
            paramLabel = "DATASET",
            description = "Learn the days from this dataset of daily bars.")
    private @Nullable String consensus;

    @Option(names = "--from", paramLabel = "DATE", description = "First day; default: the first of this year.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day; default: the last of that year.")
    private @Nullable String to;

    @Option(
            names = "--write",
            paramLabel = "FILE",
            description = "Write the trading days to FILE, a date a line, which calendars/calendars.csv of a lake can"
                    + " name with the kind trading_days.")
    private @Nullable Path write;

    CalendarCommand(Session session) {
        super(session);
    }

    @Override
    int run(Lake lake, Config config) {
        SeriesMarkets markets = Registry.markets(lake);
        CalendarPrinter printer = new CalendarPrinter(console());
        if (consensus != null) {
            learn(lake, config, markets, DatasetName.parse(consensus), printer);
        } else if (id != null) {
            show(market(markets.markets(), id), printer);
        } else if (write != null) {
            throw new TidemarkException(ErrorCode.USAGE, "--write needs a calendar's ID, or --consensus");
        } else {
            printer.list(markets.markets().calendars());
        }
        return DONE;
    }

    private void show(Market market, CalendarPrinter printer) {
        LocalDate today = LocalDate.ofInstant(session.clock().instant(), ZoneOffset.UTC);
        LocalDate first = from == null ? today.withDayOfYear(1) : date("--from", from);
        LocalDate last = to == null ? first.plusYears(1).withDayOfYear(1).minusDays(1) : date("--to", to);
        if (last.isBefore(first)) {
            throw new TidemarkException(ErrorCode.USAGE, "--from " + first + " lies after --to " + last);
        }
        if (write == null) {
            printer.days(market, first, last);
        } else {
            long[] days = market.calendar().days(first.toEpochDay(), last.toEpochDay());
            write("trading days of " + market.calendar().id() + ", " + first + " to " + last, days);
        }
    }

    private void learn(Lake lake, Config config, SeriesMarkets markets, DatasetName dataset, CalendarPrinter printer) {
        Existing.dataset(lake.head(), dataset);
        SortedMap<String, Group> groups =
                ConsensusRun.run(lake, lake.head(), dataset, markets, config.jobs(), session.progress());
        SortedMap<String, Group> wanted = wanted(groups, dataset);
        if (write == null) {
            printer.consensus(wanted);
            return;
        }
        if (wanted.size() != 1) {
            throw new TidemarkException(
                    ErrorCode.USAGE,
                    "--write takes one calendar, and the series of " + dataset + " follow "
                            + String.join(", ", groups.keySet()) + "; give one as ID");
        }
        Group group = wanted.firstEntry().getValue();
        long[] days = group.consensus().tradingDays(group.table().orElse(CalendarPrinter.WEEKDAYS));
        write(
                "trading days of " + wanted.firstKey() + " as "
                        + group.consensus().symbols() + " symbols of " + dataset
                        + " show them; days that fewer than 3 symbols speak of are as before",
                days);
    }

    private SortedMap<String, Group> wanted(SortedMap<String, Group> groups, DatasetName dataset) {
        if (id == null) {
            return groups;
        }
        Group group = groups.get(id);
        if (group == null) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND,
                    "no series of " + dataset + " follows '" + id + "'; they follow "
                            + String.join(", ", groups.keySet()));
        }
        SortedMap<String, Group> one = new TreeMap<>();
        one.put(id, group);
        return one;
    }

    private void write(String title, long[] days) {
        if (days.length == 0) {
            throw new TidemarkException(
                    ErrorCode.NOT_FOUND, "no trading day to write: too few symbols, or an empty range");
        }
        StringBuilder text = new StringBuilder("# ").append(title).append('\n');
        for (long day : days) {
            text.append(LocalDate.ofEpochDay(day)).append('\n');
        }
        Path file = session.resolve(java.util.Objects.requireNonNull(write));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot write " + file + ": " + e.getMessage(), e);
        }
        console().note(days.length + " trading days in " + file);
    }

    private static Market market(Markets markets, String id) {
        try {
            return markets.find(id, "").orElseGet(() -> markets.ofCalendar(id, "the command line"));
        } catch (TableException e) {
            throw new TidemarkException(ErrorCode.NOT_FOUND, String.valueOf(e.getMessage()), e);
        }
    }

    private static LocalDate date(String option, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new TidemarkException(
                    ErrorCode.USAGE, option + " '" + text + "' is no date; expected one such as 2024-01-02", e);
        }
    }
}
