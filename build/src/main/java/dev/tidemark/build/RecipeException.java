package dev.tidemark.build;

/// Why a recipe cannot make a series. The series fails, others go on.
public final class RecipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code    stable, such as `tick_size_unknown`
    /// @param message what was attempted, the offending value, the next step
    public RecipeException(String code, String message) {
        super(message);
        this.code = code;
    }

    /// The stable code.
    public String code() {
        return code;
    }
}
