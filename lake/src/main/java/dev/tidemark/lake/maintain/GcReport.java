package dev.tidemark.lake.maintain;

import dev.tidemark.lake.Horizon;

/// What `gc` did, or would do.
public record GcReport(long objects, long manifests, long bytes, Horizon horizon, boolean committed) {}
