package dev.tidemark.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.TidemarkException;
import dev.tidemark.market.rule.Severity;
import dev.tidemark.recipes.Verdicts.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValidationReportTest {
    private static final String ODD = "<b>&\"'\u0007\u00e9 ]]>";
    private static final SeriesResult BAD = new SeriesResult(
            SeriesKey.parse("bars/1d/A&B"),
            "1d",
            7,
            Severity.ERROR,
            Map.of(
                    Check.RULES,
                    List.of(
                            new Finding("odd", Severity.INFO, 2, List.of()),
                            new Finding("worse", Severity.CRITICAL, 3, List.of(ODD, "second")))));

    @TempDir
    private Path folder;

    private Path written(String name, String title, SeriesResult... results) {
        Path file = folder.resolve(name);
        try (ValidationReport report = ValidationReport.begin(file, title)) {
            for (SeriesResult result : results) {
                report.add(result);
            }
            report.end(0, results.length);
        }
        return file;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void theWorstFindingStandsFirstAndDecides() {
        assertThat(BAD.worst()).contains(Severity.CRITICAL);
        assertThat(BAD.findings().getFirst().code()).isEqualTo("worse");
        assertThat(BAD.isPassed()).isFalse();
        SeriesResult mild = new SeriesResult(
                BAD.key(),
                "",
                1,
                Severity.ERROR,
                Map.of(Check.RULES, List.of(new Finding("odd", Severity.WARNING, 1, List.of()))));
        assertThat(mild.isPassed()).isTrue();
    }

    @Test
    void whateverStandsInAValueIsText() throws IOException {
        String html = Files.readString(written("r.html", "of <me>", BAD));

        assertThat(html)
                .contains("of &lt;me&gt;", "bars/1d/A&amp;B", "&lt;b&gt;&amp;&quot;", "worse × 3", "1 failed")
                .doesNotContain("<b>", "<me>");
    }

    @Test
    void xmlHasNoCharacterThatItCannotHave() throws IOException, ParserConfigurationException, SAXException {
        Path file = written("r.xml", "of <me>", BAD);

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();

        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("of <me>");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("A&B");
        assertThat(failure.getAttribute("message")).isEqualTo("critical: worse in 3 rows");
        assertThat(failure.getTextContent()).isEqualTo("<b>&\"'?\u00e9 ]]>\nsecond");
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("info: odd in 2 rows\n");
    }

    @Test
    void jsonIsALineEach() throws IOException {
        List<JsonNode> lines = Files.readAllLines(written("r.jsonl", "x", BAD)).stream()
                .map(line -> new JsonMapper().readTree(line))
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst().get("samples").get(0).asString()).isEqualTo(ODD);
        assertThat(lines.get(2).get("result").asString()).isEqualTo("fail");
    }

    @Test
    void aReportThatIsNotEndedIsNotThere() throws IOException {
        try (ValidationReport report = ValidationReport.begin(folder.resolve("r.xml"), "x")) {
            report.add(BAD);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aReportTakesThePlaceOfAnOlderOne() throws IOException {
        written("r.json", "x", BAD, BAD);
        written("r.json", "x");
        assertThat(Files.readAllLines(folder.resolve("r.json"))).hasSize(1);
        assertThat(files()).hasSize(1);
    }

    @Test
    void otherEndingsAreRefused() throws IOException {
        assertThatExceptionOfType(TidemarkException.class)
                .isThrownBy(() -> ValidationReport.begin(folder.resolve("r.pdf"), "x"))
                .withMessageContaining("r.pdf")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
        assertThat(files()).isEmpty();
    }
}
