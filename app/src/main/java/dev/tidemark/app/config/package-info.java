/// The config of a lake: [Settings] lists every key with its type and default, [Config] is what holds after the command
/// line,
/// the environment, `.env` and `tidemark.yaml` were laid over each other, and knows where each value came from.
///
/// A key that nobody knows is refused with its line: a typo in a config must not pass as silence.
@NullMarked
package dev.tidemark.app.config;

import org.jspecify.annotations.NullMarked;
