package dev.tidemark.sources.provider;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A question: an address with parameters and headers, some of them secret, and the rule that its reply is read by. Its
/// text never shows a secret. Immutable.
public final class Ask {
    static final String HIDDEN = "********";

    private final URI base;
    private final String path;
    private final List<Parameter> parameters;
    private final SortedMap<String, String> headers;
    private final ReplyRule rule;

    private record Parameter(String name, String value, boolean isSecret) {}

    private Ask(URI base, String path, List<Parameter> parameters, SortedMap<String, String> headers, ReplyRule rule) {
        this.base = base;
        this.path = path;
        this.parameters = List.copyOf(parameters);
        this.headers = headers;
        this.rule = rule;
    }

    /// A question to `base` and `path`, whose segments are given encoded, such as with [#segment(String)].
    public static Ask of(URI base, String path) {
        return new Ask(base, path, List.of(), new TreeMap<>(), ReplyRule.BY_STATUS);
    }

    /// A text as one segment of a path.
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Ask with(String name, String value) {
        return plus(new Parameter(name, value, false));
    }

    public Ask with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /// With a parameter that no message may show.
    public Ask withSecret(String name, String value) {
        return plus(new Parameter(name, value, true));
    }

    /// With a header; its value is never shown.
    public Ask withHeader(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Ask(base, path, parameters, more, rule);
    }

    /// With a rule for its reply.
    public Ask readBy(ReplyRule other) {
        return new Ask(base, path, parameters, headers, other);
    }

    private Ask plus(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new Ask(base, path, more, headers, rule);
    }

    /// The address with everything in it.
    public URI uri() {
        return URI.create(base.toString() + path + query(false));
    }

    /// The value of a parameter; empty without it.
    public String parameter(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .findFirst()
                .orElse("");
    }

    public String path() {
        return path;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /// The rule for its reply.
    public ReplyRule rule() {
        return rule;
    }

    private String query(boolean isShown) {
        if (parameters.isEmpty()) {
            return "";
        }
        return parameters.stream()
                .map(p -> p.name() + "=" + (isShown && p.isSecret() ? HIDDEN : segment(p.value())))
                .collect(Collectors.joining("&", "?", ""));
    }

    /// The address without secrets.
    @Override
    public String toString() {
        return base + path + query(true);
    }
}
