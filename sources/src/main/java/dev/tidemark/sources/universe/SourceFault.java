package dev.tidemark.sources.universe;

/// What is wrong with a source, or worth a word about it. It never stops the others.
///
/// @param file   path below the folder that was given, with `/`; of an archive's entry with `!/`
/// @param line   from 1, 0 when it is about the whole file
/// @param reason a stable code in lower case, such as `ragged_row`
/// @param text   a sentence for people that names the offending value
public record SourceFault(String file, long line, String reason, String text) {
    /// The place for messages: `file:line`, or the file alone.
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }
}
