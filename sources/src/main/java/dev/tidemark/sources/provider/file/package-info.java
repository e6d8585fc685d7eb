/// A folder of CSV files as a provider: [dev.tidemark.sources.provider.file.FileProvider].
@NullMarked
package dev.tidemark.sources.provider.file;

import org.jspecify.annotations.NullMarked;
