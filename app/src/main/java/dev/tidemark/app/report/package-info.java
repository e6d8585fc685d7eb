/// Reports of checks as files for people and machines.
@NullMarked
package dev.tidemark.app.report;

import org.jspecify.annotations.NullMarked;
