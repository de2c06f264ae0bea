package io.dialtree.config.settings;

/** Where health and metrics are served. */
public record HttpSettings(HostPort listen) {}
