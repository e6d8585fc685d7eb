package dev.tidemark.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The files that `init` puts into a new lake for people and their editors.
public final class ConfigTemplate {
    /// Where the JSON Schema lies in a lake; the config's first line names it.
    public static final String SCHEMA_PATH = ".tidemark/tidemark.schema.json";

    private ConfigTemplate() {}

    /// A commented `tidemark.yaml` that says what the defaults say.
    public static String yaml() {
        return resource("tidemark.yaml");
    }

    /// The JSON Schema of `tidemark.yaml`, for editors.
    public static String schema() {
        return resource("tidemark.schema.json");
    }

    private static String resource(String name) {
        try (InputStream in = ConfigTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
