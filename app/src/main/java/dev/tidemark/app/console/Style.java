package dev.tidemark.app.console;

/// Colours of the terminal, or none. Colour only repeats what the words say.
public enum Style {
    /// Text as it is.
    PLAIN,
    /// ANSI escape sequences.
    COLOURED;

    private static final String ESCAPE = "\u001b[";

    public String bold(String text) {
        return wrap("1", text);
    }

    /// For what is less important.
    public String faint(String text) {
        return wrap("2", text);
    }

    /// For failures.
    public String red(String text) {
        return wrap("31", text);
    }

    /// For what is well.
    public String green(String text) {
        return wrap("32", text);
    }

    /// For what needs attention.
    public String yellow(String text) {
        return wrap("33", text);
    }

    public String blue(String text) {
        return wrap("34", text);
    }

    public String magenta(String text) {
        return wrap("35", text);
    }

    public String cyan(String text) {
        return wrap("36", text);
    }

    private String wrap(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
    }
}
