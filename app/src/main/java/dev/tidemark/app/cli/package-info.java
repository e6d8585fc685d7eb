/// Runs a command line: [CommandLineInterface] builds the tree of commands as far as the words need it, runs the
/// command and
/// turns what goes wrong into a message, a next step and an exit code.
@NullMarked
package dev.tidemark.app.cli;

import org.jspecify.annotations.NullMarked;
