package dev.tidemark.app.report;

import dev.tidemark.recipes.Verdicts;
import java.io.IOException;
import java.io.Writer;

/// A page for people that needs nothing but itself.
final class HtmlFormat implements ValidationReport.Format {
    private static final String STYLE = """
        body{font:14px/1.4 system-ui,sans-serif;margin:2em;color:#222}table{border-collapse:collapse}
        td,th{padding:.2em .7em;text-align:left;border-bottom:1px solid #ddd;vertical-align:top}
        .pass{color:#1a7f37}.fail,.error,.critical{color:#b42318}.warning{color:#9a6700}.info{color:#57606a}
        pre{margin:0;white-space:pre-wrap;color:#57606a}\
        """;

    @Override
    public void begin(Writer out, String title) throws IOException {
        out.write("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(title)
                + "</title><style>" + STYLE + "</style></head><body><h1>" + escaped(title)
                + "</h1>\n<table><tr><th>Series</th><th>Rows</th><th>Result</th><th>Findings</th></tr>\n");
    }

    @Override
    public void add(Writer out, SeriesResult result) throws IOException {
        String word = result.isPassed() ? "pass" : "fail";
        out.write("<tr><td>" + escaped(result.key().toString()) + "</td><td>" + result.rows() + "</td><td class=\""
                + word + "\">" + word + "</td><td>");
        for (Verdicts.Finding finding : result.findings()) {
            String severity = finding.severity().text();
            out.write("<details><summary><span class=\"" + severity + "\">" + severity + "</span> "
                    + escaped(finding.code()) + " × " + finding.count() + "</summary><pre>"
                    + escaped(String.join("\n", finding.samples())) + "</pre></details>");
        }
        out.write("</td></tr>\n");
    }

    @Override
    public void end(Writer out, long passed, long failed) throws IOException {
        out.write("</table><p><span class=\"pass\">" + passed + " passed</span>, <span class=\"fail\">" + failed
                + " failed</span></p></body></html>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
