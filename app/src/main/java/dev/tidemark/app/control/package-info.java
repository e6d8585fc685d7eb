/// What is remembered beside the data: attempts, update history, alerts. See
/// [dev.tidemark.app.control.ControlDatabase].
@NullMarked
package dev.tidemark.app.control;

import org.jspecify.annotations.NullMarked;
