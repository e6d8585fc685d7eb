package dev.tidemark.app.wiring;

import java.util.Objects;

/// The name and version of this build.
public final class Product {
    public static final String NAME = "tidemark";

    private Product() {}

    /// The version in the jar's manifest; `dev` outside a jar.
    public static String version() {
        return Objects.requireNonNullElse(Product.class.getPackage().getImplementationVersion(), "dev");
    }
}
