package dev.tidemark.market.factor;

import java.io.Serial;

/// A factor's code failed: the series fails with the factor's name, it never becomes a column of nulls.
public final class FactorException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String factor;

    FactorException(String factor, RuntimeException cause) {
        super("factor " + factor + " failed: " + cause, cause);
        this.factor = factor;
    }

    /// The factor's name.
    public String factor() {
        return factor;
    }
}
