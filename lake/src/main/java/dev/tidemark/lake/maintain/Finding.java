package dev.tidemark.lake.maintain;

/// One thing that is not as it should be.
///
/// @param code     stable, such as `checksum_mismatch`
/// @param harmless whether the next writer puts it right by itself, or it only wastes space
/// @param name     the series, partition, commit or file it is about
/// @param path     the file, relative to the lake; may be empty
/// @param message  what was expected and found, and the next step
/// @param fixed    whether it was put right
public record Finding(String code, boolean harmless, String name, String path, String message, boolean fixed) {
    /// A finding that wants somebody's attention.
    public static Finding of(String code, String name, String path, String message) {
        return new Finding(code, false, name, path, message, false);
    }

    /// A finding that harms nobody.
    public static Finding harmless(String code, String name, String path, String message) {
        return new Finding(code, true, name, path, message, false);
    }

    public Finding asFixed() {
        return new Finding(code, harmless, name, path, message, true);
    }
}
