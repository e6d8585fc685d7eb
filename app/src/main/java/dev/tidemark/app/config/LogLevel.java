package dev.tidemark.app.config;

/// How much the log on stderr says.
public enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
