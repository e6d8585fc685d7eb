package dev.tidemark.app.report;

import dev.tidemark.app.console.JsonObject;
import dev.tidemark.recipes.Verdicts;
import java.io.IOException;
import java.io.Writer;

/// One object a line: findings, then the series' result; at the end the summary.
final class JsonFormat implements ValidationReport.Format {
    @Override
    public void begin(Writer out, String title) {}

    @Override
    public void add(Writer out, SeriesResult result) throws IOException {
        for (Verdicts.Finding finding : result.findings()) {
            out.write(result.json(finding).text());
            out.write('\n');
        }
        out.write(result.json().text());
        out.write('\n');
    }

    @Override
    public void end(Writer out, long passed, long failed) throws IOException {
        out.write(new JsonObject().put("passed", passed).put("failed", failed).text());
        out.write('\n');
    }
}
