package dev.tidemark.build;

import java.util.Map;

/// One line `name=value` of a text that is digested, or stored and read back. No name and no value can look like
/// another
/// line: a line break becomes `\\n`, a backslash `\\\\`, and an equals sign in a name `\\e`.
final class FieldLine {
    private FieldLine() {}

    /// The line, without its line break.
    static String of(String name, String value) {
        return escaped(name).replace("=", "\\e") + "=" + escaped(value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /// Reads what [#of] wrote.
    static Map.Entry<String, String> parse(String line) {
        int equals = line.indexOf('=');
        return Map.entry(plain(line.substring(0, equals)), plain(line.substring(equals + 1)));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = switch (text.charAt(i)) {
                    case 'n' -> '\n';
                    case 'e' -> '=';
                    default -> text.charAt(i);
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
