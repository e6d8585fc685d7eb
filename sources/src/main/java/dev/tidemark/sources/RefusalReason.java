package dev.tidemark.sources;

import java.util.Locale;

/// Why a whole source was refused. The lower-case name is stable.
public enum RefusalReason {
    /// Neither a folder nor an archive nor a file of the format, by its name.
    NOT_A_SOURCE(false),
    /// It could not be opened or read.
    UNREADABLE(false),
    /// An archive that is cut short or otherwise broken.
    DAMAGED_ARCHIVE(false),
    /// An archive with entries that point outside, stand twice or are too many.
    UNSAFE_ARCHIVE(false),
    /// An archive's entry whose bytes are not what the archive says.
    DAMAGED_ENTRY(false),
    /// An archive's entry that is a link, encrypted, or larger than is taken.
    UNSAFE_ENTRY(false),
    /// The first line is not the format's.
    BAD_HEADER(false),
    /// A column that is needed is missing, one that nobody knows is there, or one has a type that does not fit.
    BAD_COLUMNS(false),
    /// Its times have no zone and nobody said which they are in.
    ZONE_REQUIRED(false),
    /// The length of its bars is not said and cannot be seen.
    TIMEFRAME_REQUIRED(false),
    /// Its rows contradict the folders it lies in.
    PATH_DISAGREES(false),
    /// The file name gives no symbol that a lake takes.
    BAD_SYMBOL(false),
    /// Its rows name no exchange, and none was given.
    NO_EXCHANGE(false),
    /// Its bars have another length than the dataset's.
    WRONG_TIMEFRAME(false),
    /// It changed while it was read.
    CHANGED_WHILE_READ(false),
    /// More rows in one chunk than fit in memory.
    CHUNK_TOO_LARGE(false),
    /// Every row was quarantined.
    NO_VALID_ROW(true),
    /// The series would lose more than a tenth of its rows.
    WOULD_SHRINK(true),
    /// Several sources of one run hold different rows for one series.
    CONFLICTING_SOURCES(true),
    /// What the lake holds of the series is damaged.
    DAMAGED_SERIES(true),
    /// The series came from another provider.
    OTHER_PROVIDER(true),
    /// Others kept changing the series while it was imported.
    CONFLICT(true);

    private final boolean usable;

    RefusalReason(boolean usable) {
        this.usable = usable;
    }

    /// The stable code.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the source itself could be read as the format, so that the refusal is about its content.
    public boolean isUsableSource() {
        return usable;
    }
}
