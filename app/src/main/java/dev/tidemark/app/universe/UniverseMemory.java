package dev.tidemark.app.universe;

import dev.tidemark.lake.Digest;
import dev.tidemark.sources.universe.OutputFiles;
import dev.tidemark.sources.universe.SourceFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the last run left: of what it was made, what it wrote, what was wrong, and what it cost. One file of lines, for
/// the next run to see quickly that nothing changed. Losing it loses time, no more; each run still looks at every
/// file's
/// stat.
final class UniverseMemory {
    private static final String HEADER = "tidemark universe memory 2";
    private static final String END = "\nend ";
    private static final String FAULT = "fault";
    private static final String NOTE = "note";
    private static final String OUTPUT = "output";

    /// The fact of how many runs there were.
    static final String RUNS = "runs";
    /// What names of facts about all runs begin with.
    static final String TOTAL = "total.";

    private final Map<String, String> facts = new TreeMap<>();
    private final Map<String, Written> outputs = new LinkedHashMap<>();
    private final List<SourceFault> faults = new ArrayList<>();
    private final List<SourceFault> notes = new ArrayList<>();

    /// A file that was written or found right.
    ///
    /// @param stat   its size, time of change and inode
    /// @param digest SHA-256 of its bytes
    record Written(String stat, String digest) {}

    /// Reads a memory; an empty one where there is none, or one that is not whole.
    static UniverseMemory read(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            int end = text.lastIndexOf(END) + 1;
            String body = text.substring(0, end);
            boolean isWhole =
                    body.startsWith(HEADER + "\n") && text.substring(end).equals(end(body));
            UniverseMemory memory = new UniverseMemory();
            if (isWhole) {
                body.lines().skip(1).forEach(line -> memory.take(line.split("\t", -1)));
            }
            return memory;
        } catch (IOException e) {
            return new UniverseMemory();
        }
    }

    /// The last line: without it, or with another one, the file is damaged.
    private static String end(String body) {
        return END.strip() + " "
                + Digest.of(body.getBytes(StandardCharsets.UTF_8)).hex() + "\n";
    }

    /// What counts all runs, for one that believes nothing else.
    UniverseMemory totals() {
        UniverseMemory totals = new UniverseMemory();
        facts.forEach((name, value) -> {
            if (name.equals(RUNS) || name.startsWith(TOTAL)) {
                totals.put(name, value);
            }
        });
        return totals;
    }

    private void take(String[] fields) {
        switch (fields[0]) {
            case OUTPUT -> outputs.put(text(fields[1]), new Written(fields[2], fields[3]));
            case FAULT -> faults.add(fault(fields));
            case NOTE -> notes.add(fault(fields));
            default -> facts.put(text(fields[0]), text(fields[1]));
        }
    }

    private static SourceFault fault(String[] fields) {
        return new SourceFault(text(fields[1]), Long.parseLong(fields[2]), text(fields[3]), text(fields[4]));
    }

    /// Replaces the file.
    void write(Path file, OutputFiles out) throws IOException {
        StringBuilder lines = new StringBuilder(HEADER).append('\n');
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            lines.append(line(fact.getKey()))
                    .append('\t')
                    .append(line(fact.getValue()))
                    .append('\n');
        }
        for (Map.Entry<String, Written> output : outputs.entrySet()) {
            lines.append(OUTPUT)
                    .append('\t')
                    .append(line(output.getKey()))
                    .append('\t')
                    .append(output.getValue().stat())
                    .append('\t')
                    .append(output.getValue().digest())
                    .append('\n');
        }
        faults.forEach(fault -> append(lines, FAULT, fault));
        notes.forEach(note -> append(lines, NOTE, note));
        lines.append(end(lines.toString()));
        out.write(file, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void append(StringBuilder lines, String kind, SourceFault fault) {
        lines.append(kind)
                .append('\t')
                .append(line(fault.file()))
                .append('\t')
                .append(fault.line())
                .append('\t')
                .append(line(fault.reason()))
                .append('\t')
                .append(line(fault.text()))
                .append('\n');
    }

    private static String line(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String text(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                text.append(
                        switch (line.charAt(i)) {
                            case 't' -> '\t';
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> line.charAt(i);
                        });
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /// The names of all facts.
    Set<String> names() {
        return facts.keySet();
    }

    long number(String name) {
        String text = fact(name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    void put(String name, String value) {
        facts.put(name, value);
    }

    void put(String name, long value) {
        facts.put(name, Long.toString(value));
    }

    /// Files by path as typed into the report, see [UniverseFiles].
    Map<String, Written> outputs() {
        return outputs;
    }

    /// What could not be used.
    List<SourceFault> faults() {
        return faults;
    }

    /// What is odd about lists, and does no harm.
    List<SourceFault> notes() {
        return notes;
    }
}
