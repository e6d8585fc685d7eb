package dev.tidemark.app.cli;

import dev.tidemark.app.wiring.Product;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            Product.NAME + " " + Product.version() + " (Java " + Runtime.version() + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")"
        };
    }
}
