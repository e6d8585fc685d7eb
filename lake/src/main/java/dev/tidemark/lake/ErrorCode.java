package dev.tidemark.lake;

/// Stable codes of every failure that Tidemark reports; scripts may rely on the lower-case name and the exit code.
public enum ErrorCode {
    USAGE(Blame.USER, 2),
    BAD_CONFIG(Blame.USER, 2),
    BAD_NAME(Blame.USER, 2),
    NO_USABLE_SOURCE(Blame.DATA, 2),
    NOT_A_LAKE(Blame.USER, 2),
    LAKE_EXISTS(Blame.USER, 2),
    FORMAT_TOO_NEW(Blame.USER, 2),
    FORMAT_TOO_OLD(Blame.USER, 2),
    CHECK_FAILED(Blame.DATA, 1),
    LOCKED(Blame.RESOURCE, 3),
    CONFLICT(Blame.RESOURCE, 3),
    IDENTITY_MISMATCH(Blame.USER, 4),
    CONFIG_MISMATCH(Blame.USER, 4),
    PARTLY_FAILED(Blame.DATA, 5),
    BAD_SOURCE(Blame.DATA, 5),
    NOT_FOUND(Blame.USER, 6),
    BEFORE_HORIZON(Blame.USER, 6),
    DAMAGED(Blame.DATA, 1),
    SCHEMA_MISMATCH(Blame.DATA, 1),
    IO(Blame.RESOURCE, 1),
    COMMIT_UNKNOWN(Blame.RESOURCE, 1),
    BAD_QUERY(Blame.USER, 2),
    CANCELLED(Blame.USER, 130),
    INTERNAL(Blame.INTERNAL, 70);

    private final Blame blame;
    private final int exitCode;

    ErrorCode(Blame blame, int exitCode) {
        this.blame = blame;
        this.exitCode = exitCode;
    }

    public Blame blame() {
        return blame;
    }

    /// The process exit code, as documented in the reference of the command line.
    public int exitCode() {
        return exitCode;
    }
}
