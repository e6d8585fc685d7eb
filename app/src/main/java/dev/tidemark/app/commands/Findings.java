package dev.tidemark.app.commands;

import dev.tidemark.app.console.Console;
import dev.tidemark.app.console.JsonObject;
import dev.tidemark.app.console.Style;
import dev.tidemark.lake.maintain.Finding;
import java.util.List;
import java.util.stream.Stream;

/// Shows what checks found.
final class Findings {
    private Findings() {}

    static void print(Console console, List<Finding> findings) {
        Style style = console.style();
        for (Finding finding : findings) {
            String state = finding.fixed() ? style.green("fixed") : style.red(finding.code());
            String path = finding.path().isEmpty() || finding.path().equals(finding.name())
                    ? ""
                    : " (" + finding.path() + ")";
            String code = finding.fixed() ? finding.code() + " " : "";
            console.print("  " + state + "  " + code + finding.name() + path + ": " + finding.message());
        }
    }

    static Stream<JsonObject> json(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new JsonObject()
                        .put("code", finding.code())
                        .put("name", finding.name())
                        .put("path", finding.path())
                        .put("message", finding.message())
                        .put("fixed", finding.fixed()));
    }
}
