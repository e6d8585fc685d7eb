package dev.tidemark.lake;

import java.util.Map;
import java.util.regex.Pattern;

/// The name of a dataset: a group and a member, such as `bars/1d`, `bars/1d-raw` or `ticks/main_l5`.
///
/// @param group  the kind of data; lower-case letters, digits and `_`
/// @param member the member of the group; letters, digits, `_`, `-` and `.`
public record DatasetName(String group, String member) implements Comparable<DatasetName> {
    private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}");
    private static final Map<String, String> FOLDER_KEYS = Map.of(
            "bars", "timeframe",
            "quotes", "timeframe",
            "oi", "timeframe",
            "regime", "timeframe",
            "panel", "timeframe",
            "features", "set",
            "labels", "set",
            "schedule", "product");
    private static final String OTHER_FOLDER_KEY = "series";

    public DatasetName {
        if (!GROUP.matcher(group).matches() || !MEMBER.matcher(member).matches()) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME,
                    "'" + group + "/" + member
                            + "' is no dataset name; expected GROUP/NAME such as bars/1d or ticks/raw");
        }
    }

    /// Parses `group/member`.
    ///
    /// @throws TidemarkException `BAD_NAME` when the text has another form
    public static DatasetName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new TidemarkException(
                    ErrorCode.BAD_NAME,
                    "'" + text + "' is no dataset name; expected GROUP/NAME such as bars/1d or ticks/raw");
        }
        return new DatasetName(text.substring(0, slash), text.substring(slash + 1));
    }

    /// The folder below `data/` and `objects/`, in Hive form: `bars/timeframe=1d`.
    public String folder() {
        return group + "/" + FOLDER_KEYS.getOrDefault(group, OTHER_FOLDER_KEY) + "=" + member;
    }

    /// The name in SQL: `bars_1d`, `ticks_main_l5`; characters that SQL does not take in a bare name become `_`.
    public String sqlName() {
        return (group + "_" + member).replaceAll("[^A-Za-z0-9_]", "_");
    }

    @Override
    public int compareTo(DatasetName other) {
        int byGroup = group.compareTo(other.group);
        return byGroup != 0 ? byGroup : member.compareTo(other.member);
    }

    @Override
    public String toString() {
        return group + "/" + member;
    }
}
