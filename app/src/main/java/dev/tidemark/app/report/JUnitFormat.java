package dev.tidemark.app.report;

import dev.tidemark.recipes.Verdicts;
import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// JUnit XML, which CI servers show: a test case a series; findings that make it fail are failures, the others its
/// output.
final class JUnitFormat implements ValidationReport.Format {
    private @Nullable XMLStreamWriter xml;

    private interface Step {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    @Override
    public void begin(Writer out, String title) throws IOException {
        try {
            xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        run(w -> {
            w.writeStartDocument("UTF-8", "1.0");
            w.writeCharacters("\n");
            w.writeStartElement("testsuite");
            w.writeAttribute("name", title);
            w.writeCharacters("\n");
        });
    }

    @Override
    public void add(Writer out, SeriesResult result) throws IOException {
        run(w -> {
            w.writeStartElement("testcase");
            w.writeAttribute("classname", result.key().dataset().toString());
            w.writeAttribute("name", result.key().symbol());
            StringBuilder rest = new StringBuilder();
            for (Verdicts.Finding finding : result.findings()) {
                if (finding.severity().compareTo(result.failing()) >= 0) {
                    w.writeStartElement("failure");
                    w.writeAttribute("type", finding.code());
                    w.writeAttribute(
                            "message",
                            finding.severity().text() + ": " + finding.code() + " in " + finding.count() + " rows");
                    w.writeCharacters(printable(String.join("\n", finding.samples())));
                    w.writeEndElement();
                } else {
                    rest.append(finding.severity().text())
                            .append(": ")
                            .append(finding.code())
                            .append(" in ")
                            .append(finding.count())
                            .append(" rows\n");
                }
            }
            if (!rest.isEmpty()) {
                w.writeStartElement("system-out");
                w.writeCharacters(rest.toString());
                w.writeEndElement();
            }
            w.writeEndElement();
            w.writeCharacters("\n");
        });
    }

    @Override
    public void end(Writer out, long passed, long failed) throws IOException {
        run(w -> {
            w.writeEndElement();
            w.writeEndDocument();
            w.flush();
        });
    }

    /// Characters that XML has no place for become `?`.
    private static String printable(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }

    private void run(Step step) throws IOException {
        XMLStreamWriter writer = xml;
        if (writer == null) {
            throw new IllegalStateException("not begun");
        }
        try {
            step.write(writer);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}
