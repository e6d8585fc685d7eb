package dev.tidemark.app.config;

import java.util.regex.Pattern;

/// Keeps what must not be read over a shoulder out of every output.
public final class Secrets {
    private static final String HIDDEN = "********";
    private static final Pattern NAME =
            Pattern.compile("(?i).*(key|token|secret|password|passwd|credential|webhook).*");

    private static final Pattern PROVIDER_KEY = Pattern.compile("TIDEMARK_[A-Z0-9_]+_(KEY|PASSWORD)(_FILE)?");

    private Secrets() {}

    /// Whether a variable of the environment holds a provider's key or a password, or names the file that does.
    static boolean isProviderKey(String variable) {
        return PROVIDER_KEY.matcher(variable).matches();
    }

    /// The value, or stars when the name says that it is a secret.
    public static String redact(String name, String value) {
        return NAME.matcher(name).matches() && !value.isEmpty() ? HIDDEN : value;
    }
}
