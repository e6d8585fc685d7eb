package dev.tidemark.query.recipe;

/// A recipe file that cannot be used. The message names the line.
public final class RecipeFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param line 1-based; 0 for the whole file
    RecipeFileException(int line, String message) {
        super(line > 0 ? "line " + line + ": " + message : message);
    }
}
