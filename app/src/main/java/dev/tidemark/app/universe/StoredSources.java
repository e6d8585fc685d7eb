package dev.tidemark.app.universe;

import dev.tidemark.app.universe.UniverseSetup.Mode;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Progress;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.Table;
import dev.tidemark.recipes.universe.UniverseTables;
import dev.tidemark.sources.universe.InstrumentLists;
import dev.tidemark.sources.universe.InstrumentRow;
import dev.tidemark.sources.universe.ListFile;
import dev.tidemark.sources.universe.ListReading;
import dev.tidemark.sources.universe.SourceFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Stores the index, the instruments and the units of prices, each only where it may have changed, and says what is
/// wrong with the lists.
final class StoredSources {
    private static final String INDEX = "index";
    private static final String LISTS = "lists";
    private static final String UNITS = "units";

    private final Lake lake;
    private final UniverseSetup setup;
    private final LakeTables markets;
    private final UniverseMemory past;
    private final UniverseMemory now;
    private final RunLog log;

    StoredSources(
            Lake lake, UniverseSetup setup, LakeTables markets, UniverseMemory past, UniverseMemory now, RunLog log) {
        this.lake = lake;
        this.setup = setup;
        this.markets = markets;
        this.past = past;
        this.now = now;
        this.log = log;
    }

    /// @param hidden files of the index that could not be seen
    void store(Decision decision, RunInputs inputs, HiddenFiles hidden, List<ListFile> lists, Progress progress) {
        boolean isIndexKnown = decision.isCacheOurs()
                && decision.tree().added().isEmpty()
                && decision.tree().removed().isEmpty()
                && isKnown(INDEX, inputs.index(), UniverseTables.INDEX);
        boolean areListsKnown = isKnown(LISTS, inputs.lists(), UniverseTables.INSTRUMENTS);
        if (areListsKnown) {
            carry(lists);
        }
        boolean areUnitsKnown = setup.mode() == Mode.INCREMENTAL
                && past.fact(UNITS + ".of").equals(inputs.units())
                && past.fact(UNITS + ".head").equals(new UniverseHead(lake.head()).manifest(UniverseTables.UNITS));
        if (!isIndexKnown || !areListsKnown || !areUnitsKnown) {
            UniverseSources sources = new UniverseSources(lake, markets.registry());
            Map<DatasetName, Table> tables = new LinkedHashMap<>();
            if (!isIndexKnown) {
                tables.put(UniverseTables.INDEX, sources.index(decision.tree().scan(), hidden.paths()));
            }
            if (!areListsKnown) {
                tables.put(UniverseTables.INSTRUMENTS, sources.instruments(read(lists, progress)));
            }
            if (!areUnitsKnown) {
                tables.put(UniverseTables.UNITS, sources.units());
            }
            sources.store(tables, "universe: index and instruments").ifPresent(log.commits()::add);
        }
        remember(inputs);
    }

    private boolean isKnown(String name, String of, DatasetName dataset) {
        String manifest = new UniverseHead(lake.head()).manifest(dataset);
        return setup.mode() == Mode.INCREMENTAL
                && !manifest.isEmpty()
                && past.fact(name + ".of").equals(of)
                && past.fact(name + ".head").equals(manifest);
    }

    private void carry(List<ListFile> lists) {
        Set<String> names = lists.stream().map(ListFile::name).collect(Collectors.toSet());
        past.faults().stream().filter(fault -> names.contains(fault.file())).forEach(log.listFaults()::add);
        log.notes().addAll(past.notes());
    }

    private List<InstrumentRow> read(List<ListFile> lists, Progress progress) {
        List<InstrumentRow> rows = new ArrayList<>();
        for (ListFile list : lists) {
            progress.advance(0);
            ListReading reading = InstrumentLists.read(list);
            rows.addAll(reading.rows());
            log.listFaults().addAll(reading.faults());
            log.notes().addAll(reading.notes());
        }
        if (rows.isEmpty()) {
            List<SourceFault> faults = log.listFaults();
            String first = faults.isEmpty() ? "" : "; " + faults.getFirst().text();
            throw new TidemarkException(
                    ErrorCode.NO_USABLE_SOURCE,
                    "there is no instrument in the lists (*.csv) of " + setup.lists() + first);
        }
        return rows;
    }

    private void remember(RunInputs inputs) {
        UniverseHead head = new UniverseHead(lake.head());
        now.put(INDEX + ".of", inputs.index());
        now.put(LISTS + ".of", inputs.lists());
        now.put(UNITS + ".of", inputs.units());
        now.put(INDEX + ".head", head.manifest(UniverseTables.INDEX));
        now.put(LISTS + ".head", head.manifest(UniverseTables.INSTRUMENTS));
        now.put(UNITS + ".head", head.manifest(UniverseTables.UNITS));
        log.counts().put("instruments", head.rows(UniverseTables.INSTRUMENTS));
    }
}
