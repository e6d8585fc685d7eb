package dev.tidemark.sources.provider;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came back.
///
/// @param status  HTTP status
/// @param headers first value of each header, by lower-case name
/// @param body    all bytes; not copied
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
public record Reply(int status, SortedMap<String, String> headers, byte[] body) {
    private static final int PREVIEW = 120;
    private static final int SHORT = 4096;

    public Reply {
        SortedMap<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Collections.unmodifiableSortedMap(lower);
    }

    /// A reply with a content type only.
    public static Reply of(int status, String contentType, String body) {
        return new Reply(
                status, new TreeMap<>(Map.of("content-type", contentType)), body.getBytes(StandardCharsets.UTF_8));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The media type without its parameters, lower case, such as `application/json`; empty when none was said.
    public String mediaType() {
        String type = headers.getOrDefault("content-type", "");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// Whether the body is as short as messages are, at most 4 KiB; bars of a window rarely are.
    public boolean isShort() {
        return body.length <= SHORT;
    }

    /// The body as UTF-8.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The start of the body on one line, for messages.
    public String preview() {
        String start = new String(body, 0, Math.min(body.length, PREVIEW), StandardCharsets.UTF_8);
        return start.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?").strip();
    }
}
