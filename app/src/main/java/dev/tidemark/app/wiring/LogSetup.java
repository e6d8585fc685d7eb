package dev.tidemark.app.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Locale;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/// Sets the log up when the first line is logged: no file is searched, no XML read, and a run that logs nothing loads
/// none of
/// it. Found by logback through `META-INF/services`.
public final class LogSetup extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogTarget target = LogTarget.current();
        Output output = new Output();
        output.setContext(context);
        output.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(output);
        root.setLevel(Level.toLevel(target.level().name()));
        target.whenChanged(now -> apply(now.level().name()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void apply(String level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(level));
        }
    }

    /// Writes `level logger: message` where the session says.
    private static final class Output extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String logger = event.getLoggerName();
            String shortName = logger.substring(logger.lastIndexOf('.') + 1);
            String cause = event.getThrowableProxy() == null
                    ? ""
                    : " (" + event.getThrowableProxy().getClassName() + ": "
                            + event.getThrowableProxy().getMessage() + ")";
            LogTarget.current()
                    .write(event.getLevel().toString().toLowerCase(Locale.ROOT) + " " + shortName + ": "
                            + event.getFormattedMessage() + cause);
        }
    }
}
