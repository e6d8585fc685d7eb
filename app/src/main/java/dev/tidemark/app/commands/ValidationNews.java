package dev.tidemark.app.commands;

import dev.tidemark.app.notify.Matter;
import dev.tidemark.app.notify.Notifier;
import dev.tidemark.app.notify.Severity;
import dev.tidemark.app.report.Check;
import dev.tidemark.app.report.SeriesResult;
import dev.tidemark.lake.SeriesKey;
import dev.tidemark.lake.Snapshot;
import dev.tidemark.recipes.Verdicts.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a validation has to tell: for each series and check the findings that make it fail.
///
/// A topic also names the severity that was asked for, so that runs with different options do not end each other's
/// matters: one that finds gaps an error stays open while other runs look at no gaps. It is over when its check is made
/// again and finds nothing as severe, or when the series is gone. For one thread.
final class ValidationNews {
    private static final String SCOPE = "validate/";
    private static final int MOST_FINDINGS = 5;

    private final List<Matter> matters = new ArrayList<>();

    void add(SeriesResult result) {
        result.checks().forEach((check, findings) -> add(result, check, findings));
    }

    private void add(SeriesResult result, Check check, List<Finding> findings) {
        for (var limit : dev.tidemark.market.rule.Severity.values()) {
            String topic = SCOPE + check.text() + "/" + limit.text() + "/" + result.key();
            List<Finding> failing = findings.stream()
                    .filter(finding -> finding.severity().compareTo(limit) >= 0)
                    .toList();
            if (failing.isEmpty()) {
                matters.add(Matter.fine(topic));
            } else if (limit == result.failing()) {
                matters.add(new Matter(topic, severity(failing.getFirst()), text(result.key(), failing)));
            }
        }
    }

    private static Severity severity(Finding worst) {
        return worst.severity().compareTo(dev.tidemark.market.rule.Severity.ERROR) >= 0
                ? Severity.ERROR
                : Severity.WARNING;
    }

    private static String text(SeriesKey key, List<Finding> failing) {
        String codes = failing.stream()
                .limit(MOST_FINDINGS)
                .map(finding -> finding.severity().text() + " " + finding.code() + " × " + finding.count())
                .collect(Collectors.joining(", "));
        int more = failing.size() - MOST_FINDINGS;
        return key + " fails validation: " + codes + (more > 0 ? " and " + more + " more" : "");
    }

    void tell(Notifier notifier, Snapshot head) {
        notifier.notify(matters, topic -> topic.startsWith(SCOPE) && isGone(head, topic));
    }

    private static boolean isGone(Snapshot head, String topic) {
        String[] parts = topic.split("/", 4);
        return parts.length < 4 || head.summary(SeriesKey.parse(parts[3])).isEmpty();
    }
}
