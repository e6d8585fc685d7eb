package dev.tidemark.app.config;

import dev.tidemark.app.console.Typo;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the `.env` beside the config: lines of `NAME=value`, comments and empty lines, nothing else. Nothing is
/// expanded and
/// no command runs. Names of others than Tidemark are left alone.
final class EnvFile {
    /// The file's name in a lake's folder.
    static final String NAME = ".env";

    private static final String PREFIX = "TIDEMARK_";
    private static final Pattern LINE = Pattern.compile("(?:export )?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
    private static final Pattern PLAIN = Pattern.compile("[^\\s'\"#]*");

    private final Path file;
    private final List<Given> entries = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private EnvFile(Path file) {
        this.file = file;
    }

    /// @throws TidemarkException `BAD_CONFIG` with file and line
    static List<Given> parse(Path file, String text) {
        EnvFile env = new EnvFile(file);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                env.line(line, i + 1);
            }
        }
        return List.copyOf(env.entries);
    }

    private void line(String line, int number) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw fault(number, "expected NAME=value");
        }
        String name = matcher.group(1);
        if (!seen.add(name)) {
            throw fault(number, name + " stands twice");
        }
        String value = unquoted(name, matcher.group(2), number);
        if (Secrets.isProviderKey(name)) {
            entries.add(new Given(name, value, NAME + ":" + number, file + ":" + number));
        } else if (name.startsWith(PREFIX)) {
            Setting<?> setting = Settings.ofVariable(name).orElseThrow(() -> unknown(number, name));
            entries.add(new Given(setting.key(), value, NAME + ":" + number, file + ":" + number));
        }
    }

    private String unquoted(String name, String value, int number) {
        for (String quote : List.of("'", "\"")) {
            if (value.length() >= 2 && value.startsWith(quote) && value.endsWith(quote)) {
                String inner = value.substring(1, value.length() - 1);
                if (!inner.contains(quote)) {
                    return inner;
                }
            }
        }
        if (!PLAIN.matcher(value).matches()) { // the value may be a secret: it is not repeated
            throw fault(number, "the value of " + name + " holds a blank, quote or #; put it in quotes");
        }
        return value;
    }

    private TidemarkException unknown(int line, String name) {
        if (name.equals("TIDEMARK_LAKE")) {
            return fault(line, "TIDEMARK_LAKE cannot stand here: this file is found through the lake");
        }
        List<String> known = Settings.ALL.stream()
                .filter(s -> !s.fileOnly())
                .map(Setting::variable)
                .toList();
        return fault(line, "unknown name " + name + Typo.hint(name, known));
    }

    private TidemarkException fault(int line, String message) {
        return new TidemarkException(ErrorCode.BAD_CONFIG, file + ":" + line + ": " + message);
    }
}
