package dev.tidemark.lake.store;

import dev.tidemark.lake.Commit;
import dev.tidemark.lake.ErrorCode;
import dev.tidemark.lake.Horizon;
import dev.tidemark.lake.TidemarkException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// Finds the state that a user's word names: `head`, a number, an id, a tag, a date or an instant.
final class Revisions {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");
    private static final Pattern ID = Pattern.compile("c[0-9a-f]{5,15}");

    private final LakeStore store;
    private final LakeState head;

    Revisions(LakeStore store) {
        this.store = store;
        this.head = store.advanceHead();
    }

    StoredSnapshot resolve(String revision) {
        long number = number(revision);
        requireWhole(revision, number);
        return new StoredSnapshot(store.log().at(number, head), store.manifests(), store::read);
    }

    /// The number of the commit that is meant.
    long number(String revision) {
        if (revision.equals("head")) {
            return head.number();
        }
        SortedMap<String, Long> tags = Tags.all(store);
        Long tagged = tags.get(revision);
        if (tagged != null) {
            Tags.check(store, revision);
            return tagged;
        }
        if (NUMBER.matcher(revision).matches()) {
            long number = Long.parseLong(revision);
            if (number > head.number()) {
                throw missing("commit " + revision + " does not exist; the newest is " + head.number());
            }
            return number;
        }
        if (ID.matcher(revision).matches()) {
            return byId(revision);
        }
        return byTime(revision)
                .orElseThrow(() -> missing("'" + revision
                        + "' is no commit, tag or time of this lake; tags: "
                        + (tags.isEmpty() ? "none" : String.join(", ", tags.keySet()))
                        + "; see `tidemark log`"));
    }

    private long byId(String start) {
        long found = -1;
        for (long n = head.number(); n > 0; n--) {
            if (store.log().read(n, true).id().startsWith(start)) {
                if (found >= 0) {
                    throw missing("'" + start + "' is the start of more than one commit's id; give more of it");
                }
                found = n;
            }
        }
        if (found < 0) {
            throw missing("no commit has the id '" + start + "'; see `tidemark log`");
        }
        return found;
    }

    private Optional<Long> byTime(String text) {
        Optional<Instant> time = instant(text);
        if (time.isEmpty()) {
            return Optional.empty();
        }
        long low = 0; // times rise with numbers: search by halves
        long high = head.number();
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            Commit commit = store.log().read(middle, true);
            if (commit.time().isAfter(time.get())) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        if (low == 0) {
            throw missing("the lake has no commit as early as " + text);
        }
        return Optional.of(low);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .minusNanos(1)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Refuses a state that `gc` may have taken from.
    ///
    /// @throws TidemarkException `BEFORE_HORIZON`
    void requireWhole(long number) {
        requireWhole(Long.toString(number), number);
    }

    private void requireWhole(String revision, long number) {
        Horizon horizon = head.horizon();
        long oldest = Math.max(horizon.derived(), Math.max(horizon.rawAll(), horizon.raw()));
        if (number < oldest && number > 0 && !Tags.all(store).containsValue(number)) {
            throw new TidemarkException(
                    ErrorCode.BEFORE_HORIZON,
                    "commit " + number + (revision.equals(Long.toString(number)) ? "" : " ('" + revision + "')")
                            + " lies before the horizon: gc kept whole states from commit " + oldest
                            + " on, and tags: "
                            + tagList());
        }
    }

    private String tagList() {
        Map<String, Long> tags = Tags.all(store);
        return tags.isEmpty() ? "none" : String.join(", ", tags.keySet());
    }

    private static TidemarkException missing(String message) {
        return new TidemarkException(ErrorCode.NOT_FOUND, message);
    }
}
