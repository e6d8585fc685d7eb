import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks (`check ROOT`) or rewrites (`apply ROOT`) every Java file below ROOT in the project's one format.
/// Exits 1 when a file differs, or does not parse, naming each.
final class Format {
    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules");
    private static final int WIDTH = 120;
    private static final Pattern DOC = Pattern.compile("(?m)^([ \\t]*)///(.*)$");
    private static final Pattern STAND_IN = Pattern.compile("(?m)^([ \\t]*)/// @(\\d+)$");

    private final boolean apply;
    private final Path root;
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private Format(boolean apply, Path root) {
        this.apply = apply;
        this.root = root;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !Set.of("check", "apply").contains(args[0])) {
            System.err.println("usage: Format check|apply ROOT");
            System.exit(2);
        }
        System.exit(new Format(args[0].equals("apply"), Path.of(args[1]).toRealPath()).run());
    }

    private int run() throws IOException {
        List<String> complaints =
                sources().parallelStream().flatMap(this::complaint).sorted().toList();
        complaints.forEach(System.err::println);
        if (complaints.isEmpty()) {
            return 0;
        }
        System.err.println(complaints.size() + " file(s) are not formatted; run bin/format");
        return 1;
    }

    private List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.find(
                root,
                64,
                (path, attributes) ->
                        attributes.isRegularFile() && path.toString().endsWith(".java"))) {
            return files.filter(this::ours).collect(Collectors.toList());
        }
    }

    private boolean ours(Path file) {
        for (Path part : root.relativize(file)) {
            if (SKIPPED.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private Stream<String> complaint(Path file) {
        try {
            String before = Files.readString(file);
            String after = format(before);
            if (before.equals(after)) {
                return Stream.empty();
            }
            if (!format(after).equals(after)) {
                return Stream.of(root.relativize(file) + ": the formatter does not settle on this file; left alone");
            }
            if (apply) {
                Files.writeString(file, after);
                return Stream.empty();
            }
            return Stream.of(root.relativize(file).toString());
        } catch (FormatterException e) {
            return Stream.of(root.relativize(file) + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The formatter wraps `///` lines and then loses the marker of some, so it sees short stand-ins instead of them.
    private String format(String source) throws FormatterException {
        List<String> docs = new ArrayList<>();
        String hidden = replaceLines(DOC, source, doc -> {
            docs.add(doc.group(2).stripTrailing());
            return doc.group(1) + "/// @" + (docs.size() - 1);
        });
        String formatted = formatter.formatSourceAndFixImports(hidden);
        return replaceLines(
                STAND_IN,
                formatted,
                standIn -> wrapped(standIn.group(1) + "///", docs.get(Integer.parseInt(standIn.group(2)))));
    }

    private static String replaceLines(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
    }

    private static String wrapped(String prefix, String doc) {
        StringBuilder lines = new StringBuilder();
        String rest = prefix + doc;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            if (space <= prefix.length()) {
                break;
            }
            lines.append(rest.substring(0, space).stripTrailing()).append('\n');
            rest = prefix + ' ' + rest.substring(space).strip();
        }
        return lines.append(rest).toString();
    }
}
