package dev.tidemark.app.config;

import java.util.regex.Pattern;

/// Keeps what must not be read over a shoulder out of every output.
public final class Secrets {
    private static final String HIDDEN = "********";
    private static final Pattern NAME = Pattern.compile("(?i).*(key|token|secret|password|passwd|credential).*");

    private Secrets() {}

    /// The value, or stars when the name says that it is a secret.
    public static String redact(String name, String value) {
        return NAME.matcher(name).matches() && !value.isEmpty() ? HIDDEN : value;
    }
}
