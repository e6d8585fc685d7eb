/// What one run of the command line is made of: [GlobalOptions] as typed, and the [Session] that finds the lake, reads
/// its
/// config and opens it. [LakeWiring] is the only place that builds [dev.tidemark.lake.LakeOptions].
@NullMarked
package dev.tidemark.app.wiring;

import org.jspecify.annotations.NullMarked;
