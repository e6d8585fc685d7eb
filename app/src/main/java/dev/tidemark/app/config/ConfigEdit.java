package dev.tidemark.app.config;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.TidemarkException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts a value into `tidemark.yaml` and leaves every other line of it as it is.
public final class ConfigEdit {
    private ConfigEdit() {}

    /// Sets a key of a section.
    ///
    /// @param lake    the lake's folder
    /// @param setting has a key of two parts, such as `universe.stooq`
    /// @throws TidemarkException `BAD_CONFIG` when the section is written on one line, or the file cannot be replaced
    public static void set(Path lake, Setting<?> setting, String value) {
        Path file = lake.resolve(Config.FILE_NAME);
        int dot = setting.key().indexOf('.');
        String section = setting.key().substring(0, dot);
        String name = setting.key().substring(dot + 1);
        try {
            List<String> lines = new ArrayList<>(lines(file));
            set(file, lines, section, name, quoted(value));
            Path draft = file.resolveSibling("." + Config.FILE_NAME + ".new");
            Files.writeString(draft, String.join("\n", lines) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new TidemarkException(
                    ErrorCode.BAD_CONFIG, "cannot remember " + setting.key() + " in " + file + ": " + e, e);
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static void set(Path file, List<String> lines, String section, String name, String value) {
        int start = start(lines, section);
        if (start < 0) {
            requireAbsent(file, lines, section);
            lines.add("");
            lines.add(section + ":");
            lines.add("  " + name + ": " + value);
            return;
        }
        Pattern entry = Pattern.compile("(\\s+)" + Pattern.quote(name) + "\\s*:.*");
        String indent = "  ";
        boolean isIndented = false;
        for (int i = start + 1; i < lines.size() && isInside(lines.get(i)); i++) {
            Matcher found = entry.matcher(lines.get(i));
            if (found.matches()) {
                lines.set(i, found.group(1) + name + ": " + value);
                return;
            }
            String line = lines.get(i);
            if (!isIndented && !line.isBlank() && !line.stripLeading().startsWith("#")) {
                indent = line.substring(0, line.length() - line.stripLeading().length());
                isIndented = true;
            }
        }
        lines.add(start + 1, indent + name + ": " + value);
    }

    /// The line that opens a section, or -1.
    private static int start(List<String> lines, String section) {
        Pattern opening = Pattern.compile(Pattern.quote(section) + "\\s*:\\s*(#.*)?");
        for (int i = 0; i < lines.size(); i++) {
            if (opening.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    /// Comments at the left margin end no section.
    private static boolean isInside(String line) {
        return line.isBlank() || Character.isWhitespace(line.charAt(0)) || line.charAt(0) == '#';
    }

    private static void requireAbsent(Path file, List<String> lines, String section) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(section + ":")) {
                throw new TidemarkException(
                        ErrorCode.BAD_CONFIG,
                        file + ":" + (i + 1) + ": cannot add to '" + section
                                + "' while it stands on one line; write its keys on lines of their own");
            }
        }
    }

    /// A double-quoted scalar of YAML.
    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
