package dev.tidemark.recipes;

import dev.tidemark.build.Description;
import dev.tidemark.build.InputSlice;
import dev.tidemark.build.Inputs;
import dev.tidemark.build.Recipe;
import dev.tidemark.build.RowWindow;
import dev.tidemark.build.SeriesInputs;
import dev.tidemark.build.Want;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.Lake;
import dev.tidemark.lake.Partition;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.lake.table.ContentDigest;
import dev.tidemark.lake.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A recipe with a planted fault, to see that the equivalence test finds it.
record Mutant(Recipe real, Fault fault) implements Recipe {
    /// What is wrong.
    enum Fault {
        /// A change of a neighbour does not redo a partition: its digest is left out of the key.
        NEIGHBOURS_IGNORED,
        /// The digest of the own input is left out of the key.
        INPUT_IGNORED,
        /// Windows cross a roll.
        SEGMENTS_IGNORED
    }

    @Override
    public List<Want> wants(Lake lake, Snapshot snapshot, String symbol) {
        List<Want> wants = real.wants(lake, snapshot, symbol);
        return wants.stream().map(want -> faulty(want)).toList();
    }

    private Want faulty(Want want) {
        List<InputSlice> slices = new ArrayList<>();
        switch (fault) {
            case NEIGHBOURS_IGNORED ->
                want.slices().forEach(slice -> slices.add(slice.isOwn() ? slice : undigested(slice)));
            case INPUT_IGNORED -> want.slices().forEach(slice -> slices.add(slice.isOwn() ? undigested(slice) : slice));
            case SEGMENTS_IGNORED -> slices.addAll(acrossSegments(want));
        }
        return new Want(want.chunk(), slices, want.facts(), want.attributes());
    }

    /// The same rows, of whose values the key learns nothing.
    private static InputSlice undigested(InputSlice slice) {
        Partition p = slice.partition();
        List<Digest> none =
                p.content().columns().stream().map(_ -> new Digest(0, 0, 0, 0)).toList();
        ContentDigest content =
                new ContentDigest(p.content().content(), p.content().leaves(), none);
        Partition blind = new Partition(
                p.chunk(), p.rows(), p.bytes(), p.file(), content, p.minTime(), p.maxTime(), p.attributes());
        return new InputSlice(
                slice.series(), blind, slice.firstRow(), slice.rows(), slice.columns(), slice.leaf(), slice.isOwn());
    }

    private List<InputSlice> acrossSegments(Want want) {
        String group = real.output().group();
        if (!group.equals("features") && !group.equals("labels")) {
            return want.slices(); // no window of rows
        }
        InputSlice own =
                want.slices().stream().filter(InputSlice::isOwn).findFirst().orElseThrow();
        List<Partition> partitions = own.series().partitions();
        int index = partitions.stream()
                .map(Partition::chunk)
                .toList()
                .indexOf(own.partition().chunk());
        boolean looksBack = group.equals("features");
        return new RowWindow(looksBack ? 20 : 0, looksBack ? 0 : 12, Optional.empty())
                .slices(own.series(), partitions, index, own.columns());
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public int version() {
        return real.version();
    }

    @Override
    public DatasetName output() {
        return real.output();
    }

    @Override
    public DatasetRecord record() {
        return real.record();
    }

    @Override
    public List<DatasetName> inputs() {
        return real.inputs();
    }

    @Override
    public Collection<String> symbols(Snapshot lake) {
        return real.symbols(lake);
    }

    @Override
    public SeriesInputs inputs(Snapshot lake, String symbol) {
        return real.inputs(lake, symbol);
    }

    @Override
    public Description describe(Lake lake, Snapshot snapshot, String symbol) {
        return real.describe(lake, snapshot, symbol);
    }

    @Override
    public Table compute(String symbol, Want want, Inputs inputs) {
        return real.compute(symbol, want, inputs);
    }
}
