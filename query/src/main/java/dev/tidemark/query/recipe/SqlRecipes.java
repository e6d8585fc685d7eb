package dev.tidemark.query.recipe;

import dev.tidemark.build.Recipe;
import dev.tidemark.build.RecipeException;
import dev.tidemark.build.RecipeSource;
import dev.tidemark.lake.ChunkSize;
import dev.tidemark.lake.DatasetName;
import dev.tidemark.lake.DatasetRecord;
import dev.tidemark.lake.Digest;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.lake.table.ColumnType;
import dev.tidemark.lake.table.Field;
import dev.tidemark.lake.table.Schema;
import dev.tidemark.query.ImputedRows;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The recipes of a folder of `.sql` files. A file that cannot be used is a problem of its own and stops no other.
public final class SqlRecipes {
    /// The dataset's field that names the file's text of inputs, windows and chunks.
    private static final String INPUTS = "inputs";

    private static final String SYMBOL = "symbol";

    private SqlRecipes() {}

    /// What was found.
    ///
    /// @param recipes  those that can be used, with the file of each
    /// @param problems files that cannot be used, and why: `recipes/x.sql: line 3: …`
    /// @param waiting  files whose inputs are not there yet, and which
    public record Found(Map<Path, Recipe> recipes, List<String> problems, List<String> waiting) {
        public Found {
            recipes = Collections.unmodifiableMap(new LinkedHashMap<>(recipes));
            problems = List.copyOf(problems);
            waiting = List.copyOf(waiting);
        }

        /// Nothing.
        public static final Found NONE = new Found(Map.of(), List.of(), List.of());
    }

    /// Reads all files of a folder.
    ///
    /// @param folder   one that does not exist has no recipes
    /// @param datasets what there is to read beside what these recipes make
    public static Found read(Path folder, RecipeSource.Datasets datasets) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            return Found.NONE;
        }
        Map<Path, Recipe> recipes = new LinkedHashMap<>();
        SortedMap<Path, String> problems = new TreeMap<>();
        SortedMap<Path, String> waiting = new TreeMap<>();
        Map<DatasetName, DatasetRecord> made = new LinkedHashMap<>();
        List<Path> open = new ArrayList<>(files);
        try (SqlRun engine = SqlRun.open()) {
            String identity = engine.identity();
            for (boolean isMoving = true; isMoving; ) {
                isMoving = false;
                for (Path file : List.copyOf(open)) {
                    try {
                        Recipe recipe = recipe(
                                file,
                                identity,
                                name -> Optional.ofNullable(made.get(name)).or(() -> datasets.record(name)));
                        requireNew(recipe, recipes);
                        recipes.put(file, recipe);
                        made.put(recipe.output(), recipe.record());
                        isMoving = true;
                        open.remove(file);
                        waiting.remove(file);
                    } catch (MissingInputException e) {
                        waiting.put(file, named(folder, file) + e.getMessage());
                    } catch (RecipeFileException | RecipeException | IllegalArgumentException e) {
                        problems.put(file, named(folder, file) + e.getMessage());
                        waiting.remove(file);
                        open.remove(file);
                    }
                }
            }
        }
        return new Found(recipes, List.copyOf(problems.values()), List.copyOf(waiting.values()));
    }

    private static String named(Path folder, Path file) {
        return folder.getFileName() + "/" + file.getFileName() + ": ";
    }

    /// An input that is not there yet.
    private static final class MissingInputException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingInputException(DatasetName input) {
            super("waits for its input " + input + ", which does not exist yet; import or build it first");
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TidemarkException(ErrorCode.IO, "cannot read " + folder + ": " + e, e);
        }
    }

    private static void requireNew(Recipe recipe, Map<Path, Recipe> others) {
        others.forEach((file, other) -> {
            if (other.id().equals(recipe.id()) || other.output().equals(recipe.output())) {
                throw new RecipeFileException(
                        0, "its name or its output is that of " + file.getFileName() + ", which comes first");
            }
        });
    }

    private static Recipe recipe(Path file, String engine, RecipeSource.Datasets datasets) {
        String text = text(file);
        RecipeHeader header = RecipeHeader.parse(text);
        String sql = text.strip().replaceAll("[;\\s]+\\z", "");
        Map<SqlInput, DatasetRecord> records = records(header, datasets);
        Set<DatasetName> realOnly = realOnly(header, records);
        String revision = Digest.of((engine + "\n" + text + (realOnly.isEmpty() ? "" : "\nimputed rows excluded"))
                        .getBytes(StandardCharsets.UTF_8))
                .shortHex();
        try (SqlRun run = SqlRun.open()) {
            SqlGuard.Reading reading = SqlGuard.check(
                    run.parsed(sql),
                    sql,
                    1
                            + (int) text.substring(0, text.indexOf(sql))
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count(),
                    header.inputs().stream()
                            .map(input -> input.alias().toLowerCase(Locale.ROOT))
                            .collect(Collectors.toSet()));
            Map<DatasetName, List<Field>> reads = new LinkedHashMap<>();
            records.forEach((input, record) ->
                    reads.put(input.dataset(), fields(record.schema(), reading, realOnly.contains(input.dataset()))));
            for (SqlInput input : header.inputs()) {
                List<Field> fields = new ArrayList<>(reads.getOrDefault(input.dataset(), List.of()));
                fields.addAll(SqlRecipe.added());
                run.define(input.alias(), fields);
            }
            run.lock();
            DatasetRecord record = record(header, records, run.columns(sql));
            return new SqlRecipe(header, sql, revision, record, reads, realOnly, false);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new RecipeFileException(0, "it is not UTF-8");
        } catch (IOException e) {
            throw new RecipeFileException(0, "cannot be read: " + e);
        }
    }

    private static Map<SqlInput, DatasetRecord> records(RecipeHeader header, RecipeSource.Datasets datasets) {
        Map<SqlInput, DatasetRecord> records = new LinkedHashMap<>();
        ChunkSize first = null;
        for (SqlInput input : header.inputs()) {
            DatasetRecord record =
                    datasets.record(input.dataset()).orElseThrow(() -> new MissingInputException(input.dataset()));
            records.put(input, record);
            if (first == null) {
                first = record.chunkSize();
            } else if (record.chunkSize() != first && record.chunkSize() != ChunkSize.ALL) {
                throw new RecipeFileException(
                        0,
                        input.dataset() + " is cut by " + record.chunkSize().text() + ", the first input by "
                                + first.text() + "; inputs are cut alike, or not at all");
            }
        }
        return records;
    }

    private static Set<DatasetName> realOnly(RecipeHeader header, Map<SqlInput, DatasetRecord> records) {
        Set<DatasetName> realOnly = new HashSet<>();
        if (header.imputed() == ImputedRows.EXCLUDED) {
            records.forEach((input, record) -> {
                if (RealRows.areKnown(record.schema())) {
                    realOnly.add(input.dataset());
                }
            });
        }
        return realOnly;
    }

    /// The columns that are read: those that the query mentions, the time, and the flag of rows that are left out.
    private static List<Field> fields(Schema schema, SqlGuard.Reading reading, boolean isRealOnly) {
        List<Field> fields = schema.fields().stream()
                .filter(field -> reading.readsAll()
                        || field.name().equals(schema.timeColumn())
                        || (isRealOnly && field.equals(RealRows.IMPUTED))
                        || reading.columns().contains(field.name().toLowerCase(Locale.ROOT)))
                .filter(field -> SqlRecipe.added().stream()
                        .noneMatch(added -> added.name().equalsIgnoreCase(field.name())))
                .toList();
        return fields.isEmpty() ? List.of(schema.fields().getFirst()) : fields;
    }

    private static DatasetRecord record(
            RecipeHeader header, Map<SqlInput, DatasetRecord> records, List<Field> columns) {
        DatasetRecord first = records.values().iterator().next();
        ChunkSize chunk = header.chunk().orElse(first.chunkSize());
        if (chunk != first.chunkSize()) {
            throw new RecipeFileException(
                    0,
                    "chunk " + chunk.text() + ", but the first input is cut by "
                            + first.chunkSize().text() + "; a partition of the output is made of one of it");
        }
        Optional<String> time =
                header.time().or(() -> Optional.ofNullable(first.schema().timeColumn()));
        if (time.isPresent()
                && columns.stream().noneMatch(column -> column.name().equals(time.get()))) {
            throw new RecipeFileException(
                    0,
                    "the answer has no column '" + time.get() + "', which is its time; select it, or name another"
                            + " with `-- time: COLUMN`");
        }
        List<Field> fields = new ArrayList<>();
        if (columns.stream().noneMatch(column -> column.name().equals(SYMBOL))) {
            fields.add(new Field(SYMBOL, ColumnType.STRING));
        }
        fields.addAll(columns);
        SortedMap<String, String> identity = new TreeMap<>();
        identity.put(Recipe.RECIPE, header.name());
        identity.put(
                INPUTS,
                header.inputs().stream()
                        .map(input -> input.dataset().toString())
                        .collect(Collectors.joining(",")));
        return new DatasetRecord(new Schema(fields, time.orElse(null)), 1, chunk, true, identity);
    }
}
