import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks a lake against `lake-format.md` without any code of Tidemark: the JDK and DuckDB's JDBC driver are all it
/// uses.
///
///     java -cp duckdb_jdbc.jar docs/spec/VerifyLake.java LAKE
///
/// It reads every commit, manifest, page, fact and tag, hashes every object that a retained state names, decodes it
/// with
/// DuckDB, computes each content, leaf and column digest from the decoded values, and compares `data/` with the newest
/// commit. Prints what it looked at and exits 0, or prints the first differences and exits 1. Exit 2: wrong usage, or
/// no
/// lake of this format. It writes nothing; run it while nobody writes to the lake.
public final class VerifyLake {
    private static final long FORMAT = 1;
    private static final int BLOCK_ROWS = 65_536;
    private static final int MOST_INLINE = 4;
    private static final int MOST_SHOWN = 20;
    private static final Map<String, String> DUCKDB_TYPES = Map.of(
            "string", "VARCHAR",
            "int64", "BIGINT",
            "int32", "INTEGER",
            "double", "DOUBLE",
            "boolean", "BOOLEAN",
            "timestamp", "TIMESTAMP WITH TIME ZONE",
            "date", "DATE");

    private final Path lake;
    private final Path inner;
    private final Connection duckdb;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Summary> head = new TreeMap<>();
    private final Map<Long, Map<String, Summary>> tagged = new TreeMap<>();
    private final List<Undo> undo = new ArrayList<>();
    private final Map<Long, String> commitDigests = new HashMap<>();
    private final Set<String> facts = new HashSet<>();
    private final Set<Path> objects = new HashSet<>();
    private final Set<String> manifests = new HashSet<>();
    private long commits;
    private long horizon;
    private long rows;
    private long treeFiles;

    private VerifyLake(Path lake, Connection duckdb) {
        this.lake = lake;
        this.inner = lake.resolve(".tidemark");
        this.duckdb = duckdb;
    }

    /// What a commit says of a series or a dataset's record.
    private record Summary(
            String manifest,
            String contents,
            String complete,
            long partitions,
            long rows,
            long bytes,
            long minTime,
            long maxTime) {}

    /// What a name pointed to before a commit; null when it was new.
    private record Undo(long commit, String name, Summary before) {}

    private record Field(String name, String type) {}

    private record Leaf(int month, int rows, String digest) {}

    private record Partition(
            String chunk,
            long rows,
            long bytes,
            String file,
            String content,
            long minTime,
            long maxTime,
            Map<?, ?> attributes,
            List<String> columns,
            List<Leaf> leaves) {}

    private record Series(
            String dataset,
            String symbol,
            String schema,
            List<Field> fields,
            String time,
            long schemaVersion,
            String chunk,
            Map<?, ?> attributes,
            List<Partition> partitions) {
        String folder() {
            return folderOf(dataset) + "/symbol=" + encoded(symbol);
        }
    }

    /// Something that the format does not allow.
    private static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    public static void main(String[] args) throws IOException, SQLException {
        if (args.length != 1 || !Files.isRegularFile(Path.of(args[0], ".tidemark", "format.json"))) {
            System.err.println("usage: java -cp duckdb_jdbc.jar VerifyLake.java LAKE");
            System.exit(2);
        }
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
            try (Statement statement = duckdb.createStatement()) {
                statement.execute("SET threads = 1");
                statement.execute("SET TimeZone = 'UTC'");
            }
            System.exit(new VerifyLake(Path.of(args[0]).toRealPath(), duckdb).run());
        }
    }

    private int run() throws IOException {
        Map<?, ?> format = object(Files.readAllBytes(inner.resolve("format.json")));
        if (number(format, "format") != FORMAT) {
            System.err.println(
                    lake + " has lake format " + number(format, "format") + "; this program knows " + FORMAT);
            return 2;
        }
        attempt(inner.resolve("format.json"), () -> only(format, Set.of("format", "id"), Set.of()));
        Map<String, Long> tags = readTags();
        boolean readable = attempt(inner.resolve("commits"), () -> readCommits(Set.copyOf(tags.values())));
        if (readable) {
            checkTags(tags);
            checkFacts();
            checkStates();
            checkTree();
        }
        return report(tags.size());
    }

    private int report(int tags) {
        String looked =
                commits + " commits, " + tags + " tags, " + manifests.size() + " manifests and pages, " + facts.size()
                        + " facts, " + objects.size() + " objects, " + rows + " rows, " + treeFiles + " tree files";
        if (faults.isEmpty()) {
            System.out.println("OK: " + looked);
            return 0;
        }
        faults.stream().limit(MOST_SHOWN).forEach(System.out::println);
        System.out.println(faults.size() + " differences; looked at " + looked);
        return 1;
    }

    // Commits, tags and facts.

    private void readCommits(Set<Long> wantedStates) throws IOException {
        String parent = "";
        Instant time = Instant.MIN;
        for (long number = 1; ; number++) {
            Path file = commitFile(number);
            byte[] bytes;
            try {
                bytes = Files.readAllBytes(file);
            } catch (NoSuchFileException e) {
                break;
            }
            String before = parent;
            Instant earlier = time;
            long expected = number;
            boolean readable = attempt(file, () -> {
                checkSeal(bytes);
                readCommit(object(bytes), expected, before, earlier);
            });
            if (!readable) {
                throw new Fault("the chain cannot be followed beyond commit " + (number - 1));
            }
            parent = sha256(bytes);
            time = Instant.parse(text(object(bytes), "time"));
            commitDigests.put(number, parent);
            commits = number;
            if (wantedStates.contains(number)) {
                tagged.put(number, new TreeMap<>(head));
            }
        }
        refuseHole();
    }

    /// The last field of a commit is the digest of all bytes before its comma.
    private static void checkSeal(byte[] bytes) {
        int length = bytes.length - ",\"sha256\":\"\"}".length() - 64;
        require(length > 0, "is too short for a commit");
        String end = ",\"sha256\":\"" + sha256(Arrays.copyOf(bytes, length)) + "\"}";
        same("end", end, new String(bytes, length, bytes.length - length, StandardCharsets.UTF_8));
    }

    private Path commitFile(long number) {
        return inner.resolve(String.format(Locale.ROOT, "commits/%04d/%08d.json", number / 10_000, number));
    }

    private void refuseHole() throws IOException {
        try (Stream<Path> files = Files.walk(inner.resolve("commits"))) {
            Set<Path> known = new HashSet<>();
            commitDigests.keySet().forEach(number -> known.add(commitFile(number)));
            files.filter(Files::isRegularFile)
                    .filter(file -> !known.contains(file))
                    .forEach(file -> fault(file, "stands beyond the end of the chain, which is commit " + commits));
        }
    }

    private void readCommit(Map<?, ?> commit, long number, String parent, Instant earlier) {
        only(
                commit,
                Set.of(
                        "number", "parent", "id", "time", "kind", "message", "user", "host", "product", "tzdb", "facts",
                        "changed", "changes", "sha256"),
                Set.of("horizon"));
        same("number", number, number(commit, "number"));
        same("parent", parent, text(commit, "parent"));
        require(text(commit, "id").matches("c[0-9a-f]{15}"), "id is no commit id");
        require(Instant.parse(text(commit, "time")).isAfter(earlier), "time is not later than the parent's");
        map(commit, "facts").forEach((name, digest) -> facts.add(hex(digest)));
        if (commit.get("horizon") instanceof Map<?, ?> limits) {
            only(limits, Set.of("derived", "raw_all", "raw"), Set.of());
            horizon = Math.max(number(limits, "derived"), Math.max(number(limits, "raw_all"), number(limits, "raw")));
            require(horizon < number, "the horizon lies in the future");
        }
        List<?> changes = list(commit, "changes");
        same("changed", number(commit, "changed"), (long) changes.size());
        String last = "";
        for (Object change : changes) {
            last = readChange((Map<?, ?>) change, number, last);
        }
    }

    private String readChange(Map<?, ?> change, long number, String last) {
        only(change, Set.of("name", "added", "replaced", "removed"), Set.of("before", "after"));
        String name = text(change, "name");
        require(name.compareTo(last) > 0, "changes are not sorted by name, or a name stands twice: " + name);
        Summary before = summary(change.get("before"));
        Summary after = summary(change.get("after"));
        same("what " + name + " was before", head.get(name), before);
        require(!Objects.equals(before, after), name + " changes to what it was");
        undo.add(new Undo(number, name, before));
        if (after == null) {
            head.remove(name);
        } else {
            head.put(name, after);
        }
        return name;
    }

    private static Summary summary(Object value) {
        if (value == null) {
            return null;
        }
        Map<?, ?> map = (Map<?, ?>) value;
        only(
                map,
                Set.of("manifest", "contents", "partitions", "rows", "bytes", "min_time", "max_time"),
                Set.of("complete"));
        return new Summary(
                hex(map.get("manifest")),
                hex(map.get("contents")),
                map.containsKey("complete") ? hex(map.get("complete")) : "",
                number(map, "partitions"),
                number(map, "rows"),
                number(map, "bytes"),
                number(map, "min_time"),
                number(map, "max_time"));
    }

    private Map<String, Long> readTags() throws IOException {
        Map<String, Long> tags = new TreeMap<>();
        for (Path file : children(inner.resolve("tags"))) {
            attempt(file, () -> {
                Map<?, ?> tag = object(Files.readAllBytes(file));
                only(tag, Set.of("commit", "sha256"), Set.of());
                tags.put(file.getFileName().toString(), number(tag, "commit"));
            });
        }
        return tags;
    }

    private void checkTags(Map<String, Long> tags) {
        tags.forEach((name, number) -> {
            Path file = inner.resolve("tags").resolve(name);
            attempt(
                    file,
                    () -> same(
                            "digest of commit " + number,
                            number == 0 ? "" : commitDigests.get(number),
                            text(object(Files.readAllBytes(file)), "sha256")));
        });
    }

    private void checkFacts() {
        for (String fact : facts) {
            Path file = inner.resolve("manifests/facts").resolve(fact);
            attempt(file, () -> same("SHA-256", fact, sha256(Files.readAllBytes(file))));
        }
    }

    // Manifests and objects of the head, of the tags, and of every state from the horizon on.

    private void checkStates() {
        Map<String, Set<Summary>> wanted = new TreeMap<>();
        head.forEach((name, summary) ->
                wanted.computeIfAbsent(name, n -> new HashSet<>()).add(summary));
        tagged.values()
                .forEach(state -> state.forEach((name, summary) ->
                        wanted.computeIfAbsent(name, n -> new HashSet<>()).add(summary)));
        for (Undo change : undo) {
            if (change.commit() > horizon && change.before() != null) {
                wanted.computeIfAbsent(change.name(), n -> new HashSet<>()).add(change.before());
            }
        }
        wanted.forEach((name, summaries) -> summaries.forEach(summary -> check(name, summary)));
        head.keySet().stream()
                .filter(name -> !isDataset(name)
                        && !head.containsKey(name.substring(0, name.indexOf('/', name.indexOf('/') + 1))))
                .forEach(name -> fault(inner, "series " + name + " has no record of its dataset"));
    }

    private static boolean isDataset(String name) {
        return name.indexOf('/') == name.lastIndexOf('/');
    }

    private void check(String name, Summary summary) {
        Path file = manifestFile(summary.manifest());
        attempt(file, () -> {
            if (isDataset(name)) {
                checkRecord(name, summary);
                return;
            }
            Series series = readSeries(summary.manifest());
            same("name", name, series.dataset() + "/" + series.symbol());
            List<Partition> all = series.partitions();
            same(
                    "summary in the commit",
                    summary,
                    new Summary(
                            summary.manifest(),
                            contents(all),
                            complete(series.attributes()),
                            all.size(),
                            all.stream().mapToLong(Partition::rows).sum(),
                            all.stream().mapToLong(Partition::bytes).sum(),
                            all.stream().mapToLong(Partition::minTime).min().orElseThrow(),
                            all.stream().mapToLong(Partition::maxTime).max().orElseThrow()));
            all.forEach(partition -> checkObject(series, partition));
        });
    }

    /// What the partitions hold, whatever they were built from.
    private static String contents(List<Partition> partitions) {
        StringBuilder text = new StringBuilder("series\n");
        for (Partition partition : partitions) {
            text.append(partition.chunk()).append(' ').append(partition.content());
            new TreeMap<>(partition.attributes()).forEach((attribute, value) -> {
                if (!attribute.toString().startsWith("build.")) {
                    text.append(' ').append(attribute).append('=').append(value);
                }
            });
            text.append('\n');
        }
        return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String complete(Map<?, ?> attributes) {
        Object complete = attributes.get("build.complete");
        return complete == null ? "" : hex(complete);
    }

    private void checkRecord(String name, Summary summary) throws IOException {
        same("numbers of a record", new Summary(summary.manifest(), summary.manifest(), "", 0, 0, 0, 0, 0), summary);
        Map<?, ?> record = readManifest(summary.manifest());
        only(
                record,
                Set.of("kind", "dataset", "schema", "time", "schema_version", "chunk", "derived", "identity"),
                Set.of());
        same("kind", "dataset", text(record, "kind"));
        same("dataset", name, text(record, "dataset"));
        require(record.get("derived") instanceof Boolean, "derived is not true or false");
        checkSchema(fields(text(record, "schema")), text(record, "time"));
        chunkPattern(text(record, "chunk"));
        map(record, "identity");
    }

    private Path manifestFile(String digest) {
        return inner.resolve("manifests").resolve(digest.substring(0, 2)).resolve(digest);
    }

    private Map<?, ?> readManifest(String digest) throws IOException {
        byte[] bytes = Files.readAllBytes(manifestFile(digest));
        same("SHA-256", digest, sha256(bytes));
        manifests.add(digest);
        return object(bytes);
    }

    private Series readSeries(String digest) throws IOException {
        Map<?, ?> root = readManifest(digest);
        only(
                root,
                Set.of(
                        "kind",
                        "dataset",
                        "symbol",
                        "schema",
                        "time",
                        "schema_version",
                        "chunk",
                        "attributes",
                        "rows",
                        "bytes"),
                Set.of("partitions", "pages"));
        same("kind", "series", text(root, "kind"));
        require(root.containsKey("partitions") != root.containsKey("pages"), "it needs partitions or pages, not both");
        String chunk = text(root, "chunk");
        List<Partition> partitions = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        if (root.containsKey("partitions")) {
            partitions.addAll(partitions(root));
            partitions.forEach(p -> pages.add(pageOf(chunk, p.chunk())));
            require(
                    partitions.size() <= MOST_INLINE && new HashSet<>(pages).size() == 1,
                    "this many partitions need pages");
        } else {
            for (Object page : list(root, "pages")) {
                partitions.addAll(readPage(chunk, (Map<?, ?>) page, pages));
            }
            require(pages.size() > 1 || partitions.size() > MOST_INLINE, "so few partitions stand in the root");
            require(new ArrayList<>(new TreeSet<>(pages)).equals(pages), "pages are not sorted, or one stands twice");
        }
        Series series = new Series(
                text(root, "dataset"),
                text(root, "symbol"),
                text(root, "schema"),
                fields(text(root, "schema")),
                text(root, "time"),
                number(root, "schema_version"),
                chunk,
                map(root, "attributes"),
                partitions);
        checkSeries(series);
        same(
                "rows",
                number(root, "rows"),
                partitions.stream().mapToLong(Partition::rows).sum());
        same(
                "bytes",
                number(root, "bytes"),
                partitions.stream().mapToLong(Partition::bytes).sum());
        return series;
    }

    private static void checkSeries(Series series) {
        checkSchema(series.fields(), series.time());
        List<String> labels = series.partitions().stream().map(Partition::chunk).toList();
        require(!labels.isEmpty(), "it has no partition");
        require(
                new ArrayList<>(new TreeSet<>(labels)).equals(labels),
                "partitions are not sorted, or a chunk stands twice");
        for (String label : labels) {
            require(label.matches(chunkPattern(series.chunk())), "'" + label + "' is no chunk by " + series.chunk());
        }
    }

    private static void checkSchema(List<Field> fields, String time) {
        require(fields.stream().map(Field::name).distinct().count() == fields.size(), "a column stands twice");
        for (Field field : fields) {
            require(field.name().matches("[A-Za-z_][A-Za-z0-9_]{0,79}"), "'" + field.name() + "' is no column name");
            require(DUCKDB_TYPES.containsKey(field.type()), "'" + field.type() + "' is no column type");
        }
        require(
                time.isEmpty()
                        || fields.stream()
                                .anyMatch(f -> f.name().equals(time)
                                        && Set.of("timestamp", "int64", "date").contains(f.type())),
                "'" + time + "' is no time column");
    }

    private List<Partition> readPage(String chunk, Map<?, ?> reference, List<String> pages) throws IOException {
        only(reference, Set.of("page", "partitions", "sha256"), Set.of());
        String label = text(reference, "page");
        Map<?, ?> page = readManifest(hex(reference.get("sha256")));
        only(page, Set.of("kind", "page", "partitions"), Set.of());
        same("kind", "page", text(page, "kind"));
        same("page", label, text(page, "page"));
        List<Partition> partitions = partitions(page);
        same("partitions of page " + label, number(reference, "partitions"), (long) partitions.size());
        for (Partition partition : partitions) {
            same("page of chunk " + partition.chunk(), label, pageOf(chunk, partition.chunk()));
        }
        pages.add(label);
        return partitions;
    }

    private static List<Partition> partitions(Map<?, ?> holder) {
        return list(holder, "partitions").stream()
                .map(p -> partition((Map<?, ?>) p))
                .toList();
    }

    private static Partition partition(Map<?, ?> map) {
        only(
                map,
                Set.of("chunk", "rows", "bytes", "file", "content", "min_time", "max_time", "columns", "leaves"),
                Set.of("attributes"));
        return new Partition(
                text(map, "chunk"),
                number(map, "rows"),
                number(map, "bytes"),
                hex(map.get("file")),
                hex(map.get("content")),
                number(map, "min_time"),
                number(map, "max_time"),
                map.containsKey("attributes") ? map(map, "attributes") : Map.of(),
                columnDigests(text(map, "columns")),
                leaves(text(map, "leaves")));
    }

    private static List<String> columnDigests(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        List<String> digests = new ArrayList<>();
        while (bytes.hasRemaining()) {
            digests.add(digest(bytes));
        }
        return digests;
    }

    private static List<Leaf> leaves(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        List<Leaf> leaves = new ArrayList<>();
        while (bytes.hasRemaining()) {
            leaves.add(new Leaf(bytes.getInt(), bytes.getInt(), digest(bytes)));
        }
        return leaves;
    }

    private static String digest(ByteBuffer bytes) {
        byte[] digest = new byte[32];
        bytes.get(digest);
        return HexFormat.of().formatHex(digest);
    }

    private void checkObject(Series series, Partition partition) {
        Path file = inner.resolve("objects")
                .resolve(series.folder())
                .resolve(chunkFolder(series.chunk(), partition.chunk()))
                .resolve(partition.file() + ".parquet");
        if (!objects.add(file)) {
            return;
        }
        attempt(file, () -> {
            same("length", partition.bytes(), Files.size(file));
            same("SHA-256", partition.file(), sha256(Files.readAllBytes(file)));
            checkColumns(file, series);
            checkFooter(file, series, partition);
            checkValues(file, series, partition);
        });
    }

    private void checkColumns(Path file, Series series) throws SQLException {
        List<String> names = column("SELECT name FROM parquet_schema(" + quoted(file) + ")");
        List<String> types = column("SELECT column_type FROM (DESCRIBE SELECT * FROM " + scan(file) + ")");
        same("columns", series.fields().stream().map(Field::name).toList(), names.subList(1, names.size()));
        same(
                "types",
                series.fields().stream().map(f -> DUCKDB_TYPES.get(f.type())).toList(),
                types);
    }

    private void checkFooter(Path file, Series series, Partition partition) throws SQLException {
        List<String> found = column("SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata("
                + quoted(file) + ") WHERE decode(key) <> 'tidemark.schema_version' ORDER BY decode(key)");
        same(
                "footer",
                List.of(
                        "tidemark.chunk=" + partition.chunk(),
                        "tidemark.content=" + partition.content(),
                        "tidemark.dataset=" + series.dataset(),
                        "tidemark.symbol=" + series.symbol()),
                found);
    }

    private List<String> column(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    private static String scan(Path file) {
        return "read_parquet(" + quoted(file) + ", hive_partitioning = false)";
    }

    // Digests of values.

    private void checkValues(Path file, Series series, Partition partition) throws SQLException {
        StringBuilder select = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int c = 0; c < series.fields().size(); c++) {
            String comma = c == 0 ? "" : ", ";
            names.append(comma).append('c').append(c);
            select.append(comma)
                    .append(
                            switch (series.fields().get(c).type()) {
                                case "timestamp" -> "epoch_us(c" + c + ")";
                                case "date" -> "c" + c + " - DATE '1970-01-01'";
                                default -> "c" + c;
                            });
        }
        Contents contents = new Contents(series, partition);
        try (Statement statement = duckdb.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + select + " FROM " + scan(file) + " AS t(" + names + ")")) {
            while (row.next()) {
                contents.add(row);
            }
        }
        contents.finish();
        rows += partition.rows();
    }

    /// Computes the digests of one partition, row by row.
    private static final class Contents {
        private final Series series;
        private final Partition partition;
        private final int timeIndex;
        private final List<Cell> cells = new ArrayList<>();
        private final List<MessageDigest> columns = new ArrayList<>();
        private final List<Leaf> leaves = new ArrayList<>();
        private final MessageDigest content = newSha256();
        private int month = Integer.MIN_VALUE;
        private int leafRows;
        private long count;
        private long firstTime;
        private long lastTime;

        Contents(Series series, Partition partition) {
            this.series = series;
            this.partition = partition;
            this.timeIndex = series.fields().stream().map(Field::name).toList().indexOf(series.time());
            for (Field field : series.fields()) {
                cells.add(new Cell(field.type()));
                MessageDigest column = newSha256();
                update(column, "column\n" + field.name() + ":" + field.type() + "\n");
                columns.add(column);
            }
            update(content, "content\n" + series.schema() + "\n" + (timeIndex < 0 ? "-" : series.time()) + "\n");
        }

        void add(ResultSet row) throws SQLException {
            int monthOfRow = -1;
            if (timeIndex >= 0) {
                monthOfRow = takeTime(row.getLong(timeIndex + 1));
                require(!row.wasNull(), "row " + count + " has no time");
            }
            if (monthOfRow != month) {
                endLeaf();
                month = monthOfRow;
            }
            for (int c = 0; c < cells.size(); c++) {
                cells.get(c).add(row, c + 1);
            }
            leafRows++;
            count++;
        }

        private int takeTime(long time) {
            require(count == 0 || time >= lastTime, "row " + count + " is earlier than the row before it");
            firstTime = count == 0 ? time : firstTime;
            lastTime = time;
            String type = series.fields().get(timeIndex).type();
            long day = switch (type) {
                case "timestamp" -> Math.floorDiv(time, 86_400_000_000L);
                case "int64" -> Math.floorDiv(time, 86_400_000_000_000L);
                default -> time;
            };
            LocalDate date = LocalDate.ofEpochDay(day);
            if (!type.equals("int64")) {
                String label = labelOf(series.chunk(), date);
                require(label.equals(partition.chunk()), "row " + count + " of " + date + " belongs to chunk " + label);
            }
            return date.getYear() * 12 + date.getMonthValue() - 1;
        }

        private void endLeaf() {
            if (leafRows == 0) {
                return;
            }
            String label = month < 0 ? "-" : String.format(Locale.ROOT, "%04d-%02d", month / 12, month % 12 + 1);
            MessageDigest leaf = newSha256();
            update(leaf, "leaf\n" + label + " " + leafRows + "\n");
            for (int c = 0; c < cells.size(); c++) {
                String cell = cells.get(c).finish();
                update(leaf, series.fields().get(c).name() + " " + cell + "\n");
                update(columns.get(c), label + " " + cell + "\n");
            }
            String digest = HexFormat.of().formatHex(leaf.digest());
            update(content, label + " " + digest + "\n");
            leaves.add(new Leaf(month, leafRows, digest));
            leafRows = 0;
        }

        void finish() {
            endLeaf();
            same("rows", partition.rows(), count);
            same("min_time", partition.minTime(), firstTime);
            same("max_time", partition.maxTime(), lastTime);
            same("leaves", partition.leaves(), leaves);
            same(
                    "column digests",
                    partition.columns(),
                    columns.stream()
                            .map(sha -> HexFormat.of().formatHex(sha.digest()))
                            .toList());
            same("content digest", partition.content(), HexFormat.of().formatHex(content.digest()));
        }
    }

    /// The digest of one column over one leaf: blocks of validity bits and little-endian values.
    private static final class Cell {
        private final String type;
        private final MessageDigest sha = newSha256();
        private final byte[] validity = new byte[BLOCK_ROWS / 8];
        private final ByteArrayOutputStream values = new ByteArrayOutputStream();
        private int count;

        Cell(String type) {
            this.type = type;
        }

        void add(ResultSet row, int position) throws SQLException {
            ByteBuffer value = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            byte[] text = {};
            switch (type) {
                case "string" -> {
                    String found = row.getString(position);
                    text = found == null ? text : found.getBytes(StandardCharsets.UTF_8);
                    value.putInt(text.length);
                }
                case "double" -> {
                    double found = row.getDouble(position);
                    value.putLong(row.wasNull() ? 0 : bits(found)); // the driver's stand-in for null is NaN
                }
                case "boolean" -> value.put((byte) (row.getBoolean(position) ? 1 : 0));
                case "int32", "date" -> value.putInt(row.getInt(position));
                default -> value.putLong(row.getLong(position));
            }
            if (row.wasNull()) {
                Arrays.fill(value.array(), (byte) 0);
            } else {
                validity[count >> 3] |= (byte) (1 << (count & 7));
            }
            values.write(value.array(), 0, value.position());
            values.write(text, 0, text.length);
            count++;
            if (count == BLOCK_ROWS) {
                endBlock();
            }
        }

        private static long bits(double value) {
            require(Double.isFinite(value), "it holds " + value);
            long bits = Double.doubleToRawLongBits(value);
            require(bits != Long.MIN_VALUE, "it holds -0.0");
            return bits;
        }

        private void endBlock() {
            sha.update(validity, 0, (count + 7) / 8);
            sha.update(values.toByteArray());
            Arrays.fill(validity, (byte) 0);
            values.reset();
            count = 0;
        }

        String finish() {
            if (count > 0) {
                endBlock();
            }
            return HexFormat.of().formatHex(sha.digest());
        }
    }

    // The tree.

    private void checkTree() throws IOException {
        Path data = lake.resolve("data");
        Set<Path> wanted = new HashSet<>();
        head.forEach((name, summary) -> {
            if (!isDataset(name)) {
                attempt(
                        manifestFile(summary.manifest()),
                        () -> checkTree(data, readSeries(summary.manifest()), wanted));
            }
        });
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(file -> !Files.isDirectory(file) && !wanted.contains(file))
                    .forEach(file -> fault(file, "is no file of the newest commit"));
        }
        for (Path list : children(inner.resolve("tree-pending"))) {
            System.out.println(
                    "note: " + lake.relativize(list) + " names series whose tree may lag behind the newest commit");
        }
    }

    private void checkTree(Path data, Series series, Set<Path> wanted) {
        Path folder = data.resolve(series.folder());
        StringBuilder sums = new StringBuilder();
        List<Object> listed = new ArrayList<>();
        for (Partition partition : series.partitions()) {
            String chunkFolder = chunkFolder(series.chunk(), partition.chunk());
            String relative = chunkFolder.isEmpty() ? "part.parquet" : chunkFolder + "/part.parquet";
            sums.append(partition.file()).append("  ").append(relative).append('\n');
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("chunk", partition.chunk());
            entry.put("file", relative);
            entry.put("rows", partition.rows());
            entry.put("bytes", partition.bytes());
            entry.put("sha256", partition.file());
            entry.put("content_digest", partition.content());
            listed.add(entry);
            Path file = wanted(folder.resolve(relative), wanted);
            attempt(file, () -> same("SHA-256", partition.file(), sha256(Files.readAllBytes(file))));
        }
        Path checksums = wanted(folder.resolve("SHA256SUMS"), wanted);
        attempt(checksums, () -> same("content", sums.toString(), Files.readString(checksums)));
        Path manifest = wanted(folder.resolve("manifest.json"), wanted);
        attempt(manifest, () -> same("content", rendered(series, listed), object(Files.readAllBytes(manifest))));
    }

    private Path wanted(Path file, Set<Path> wanted) {
        wanted.add(file);
        treeFiles++;
        return file;
    }

    private static Map<String, Object> rendered(Series series, List<Object> partitions) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("dataset", series.dataset());
        manifest.put("symbol", series.symbol());
        manifest.put("schema", series.schema());
        manifest.put(
                "schema_hash",
                sha256(series.schema().getBytes(StandardCharsets.UTF_8)).substring(0, 16));
        manifest.put("schema_version", series.schemaVersion());
        manifest.put("chunk", series.chunk());
        manifest.put("attributes", series.attributes());
        manifest.put(
                "rows", series.partitions().stream().mapToLong(Partition::rows).sum());
        manifest.put("partitions", partitions);
        return manifest;
    }

    // Names, folders, chunks.

    private static String folderOf(String dataset) {
        require(
                dataset.matches("[a-z][a-z0-9_]{0,39}/[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}"),
                "'" + dataset + "' is no dataset");
        String[] parts = dataset.split("/", 2);
        String key = switch (parts[0]) {
            case "bars", "quotes", "oi", "regime", "panel" -> "timeframe";
            case "features", "labels" -> "set";
            case "schedule" -> "product";
            default -> "series";
        };
        return parts[0] + "/" + key + "=" + parts[1];
    }

    private static final Set<String> HIVE_WORDS = Set.of(
            "null",
            "nan",
            "inf",
            "infinity",
            "-inf",
            "-infinity",
            "+inf",
            "+infinity",
            "true",
            "false",
            "epoch",
            "now",
            "today",
            "tomorrow",
            "yesterday",
            "__hive_default_partition__");

    private static String encoded(String symbol) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        boolean hiveWord = HIVE_WORDS.contains(symbol.toLowerCase(Locale.ROOT));
        for (int i = 0; i < bytes.length; i++) {
            String c = new String(new byte[] {bytes[i]}, StandardCharsets.ISO_8859_1);
            out.append(
                    c.matches("[A-Za-z0-9._-]") && !(i == 0 && hiveWord)
                            ? c
                            : String.format(Locale.ROOT, "%%%02X", bytes[i] & 0xff));
        }
        return out.toString();
    }

    private static String chunkPattern(String chunk) {
        return switch (chunk) {
            case "day" -> "\\d{4}-\\d{2}-\\d{2}";
            case "week" -> "\\d{4}-W\\d{2}";
            case "month" -> "\\d{4}-\\d{2}";
            case "quarter" -> "\\d{4}-Q[1-4]";
            case "year" -> "\\d{4}";
            case "all" -> "all";
            default -> throw new Fault("'" + chunk + "' is no chunk size");
        };
    }

    private static String chunkFolder(String chunk, String label) {
        return switch (chunk) {
            case "all" -> "";
            case "day" -> "date=" + label;
            default -> chunk + "=" + label;
        };
    }

    private static String labelOf(String chunk, LocalDate date) {
        return switch (chunk) {
            case "day" -> date.toString();
            case "week" ->
                String.format(
                        Locale.ROOT,
                        "%04d-W%02d",
                        date.get(IsoFields.WEEK_BASED_YEAR),
                        date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "month" -> date.toString().substring(0, 7);
            case "quarter" -> String.format(Locale.ROOT, "%04d-Q%d", date.getYear(), (date.getMonthValue() + 2) / 3);
            case "year" -> date.toString().substring(0, 4);
            default -> "all";
        };
    }

    private static String pageOf(String chunk, String label) {
        int years = switch (chunk) {
            case "week" -> 4;
            case "month" -> 20;
            case "quarter" -> 60;
            case "year" -> 200;
            default -> 1;
        };
        return switch (chunk) {
            case "all" -> "all";
            case "day" -> label.substring(0, 4) + (Integer.parseInt(label.substring(5, 7)) < 7 ? "H1" : "H2");
            default ->
                String.format(Locale.ROOT, "%04d+%d", Integer.parseInt(label.substring(0, 4)) / years * years, years);
        };
    }

    private static List<Field> fields(String schema) {
        List<Field> fields = new ArrayList<>();
        for (String part : schema.split(",", -1)) {
            int colon = part.indexOf(':');
            require(colon > 0, "'" + part + "' is no column");
            fields.add(new Field(part.substring(0, colon), part.substring(colon + 1)));
        }
        return fields;
    }

    // Small things.

    private interface Check {
        void run() throws IOException, SQLException;
    }

    /// Runs a check and turns what goes wrong into a difference that names the file.
    private boolean attempt(Path file, Check check) {
        try {
            check.run();
            return true;
        } catch (NoSuchFileException e) {
            fault(
                    file,
                    e.getFile().equals(file.toString())
                            ? "is missing"
                            : "needs " + lake.relativize(Path.of(e.getFile())) + ", which is missing");
        } catch (Fault e) {
            fault(file, String.valueOf(e.getMessage()));
        } catch (IOException | SQLException | RuntimeException e) {
            fault(
                    file,
                    "cannot be read: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return false;
    }

    private void fault(Path file, String what) {
        faults.add(lake.relativize(file) + ": " + what);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Fault(otherwise);
        }
    }

    private static void same(String what, Object expected, Object found) {
        require(Objects.equals(expected, found), what + ": expected " + expected + ", found " + found);
    }

    /// Refuses missing fields and fields that the format does not have.
    private static void only(Map<?, ?> map, Set<String> required, Set<String> optional) {
        require(
                map.keySet().containsAll(required),
                "fields are missing: expected " + new TreeSet<>(required) + ", found " + map.keySet());
        map.keySet()
                .forEach(name ->
                        require(required.contains(name) || optional.contains(name), "unknown field '" + name + "'"));
    }

    private static String text(Map<?, ?> map, String name) {
        require(map.get(name) instanceof String, "'" + name + "' is no text");
        return (String) map.get(name);
    }

    private static long number(Map<?, ?> map, String name) {
        require(map.get(name) instanceof Long, "'" + name + "' is no whole number");
        return (Long) map.get(name);
    }

    private static Map<?, ?> map(Map<?, ?> map, String name) {
        require(map.get(name) instanceof Map<?, ?>, "'" + name + "' is no object");
        return (Map<?, ?>) map.get(name);
    }

    private static List<?> list(Map<?, ?> map, String name) {
        require(map.get(name) instanceof List<?>, "'" + name + "' is no array");
        return (List<?>) map.get(name);
    }

    private static String hex(Object value) {
        require(value instanceof String text && text.matches("[0-9a-f]{64}"), "'" + value + "' is no SHA-256");
        return (String) value;
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(MessageDigest sha, String text) {
        sha.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(newSha256().digest(bytes));
    }

    private static Map<?, ?> object(byte[] bytes) {
        Json json = new Json(new String(bytes, StandardCharsets.UTF_8));
        Object value = json.value();
        require(value instanceof Map<?, ?> && json.at == json.text.length(), "it is not one JSON object");
        return (Map<?, ?>) value;
    }

    /// Parses JSON as far as lakes use it: objects, arrays, texts, whole numbers, true and false; no white space
    /// outside
    /// texts, because lakes write none.
    private static final class Json {
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            char c = peek();
            return switch (c) {
                case '{' -> members();
                case '[' -> elements();
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                default -> number();
            };
        }

        private Map<String, Object> members() {
            Map<String, Object> map = new LinkedHashMap<>();
            for (char c = next('{'); c != '}'; ) {
                if (map.isEmpty() && peek() == '}') {
                    at++;
                    break;
                }
                String name = string();
                next(':');
                require(map.put(name, value()) == null, "field '" + name + "' stands twice");
                c = peek() == '}' ? next('}') : next(',');
            }
            return map;
        }

        private List<Object> elements() {
            List<Object> list = new ArrayList<>();
            for (char c = next('['); c != ']'; ) {
                if (list.isEmpty() && peek() == ']') {
                    at++;
                    break;
                }
                list.add(value());
                c = peek() == ']' ? next(']') : next(',');
            }
            return list;
        }

        private String string() {
            next('"');
            StringBuilder out = new StringBuilder();
            for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                if (c != '\\') {
                    out.append(c);
                    continue;
                }
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'n' -> out.append('\n');
                    case 'r' -> out.append('\r');
                    case 't' -> out.append('\t');
                    case 'b' -> out.append('\b');
                    case 'f' -> out.append('\f');
                    case 'u' -> out.append((char) Integer.parseInt(text.substring(at, at += 4), 16));
                    default -> out.append(escaped);
                }
            }
            return out.toString();
        }

        private Long number() {
            int from = at;
            while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return Long.valueOf(text.substring(from, at));
        }

        private Object word(String word, Object value) {
            require(text.startsWith(word, at), "it is no JSON at character " + at);
            at += word.length();
            return value;
        }

        private char peek() {
            require(at < text.length(), "it ends early");
            return text.charAt(at);
        }

        private char next(char expected) {
            require(peek() == expected, "'" + expected + "' is expected at character " + at);
            at++;
            return expected;
        }
    }
}
