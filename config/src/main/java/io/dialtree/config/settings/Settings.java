package io.dialtree.config.settings;

import java.nio.file.Path;

/** Everything that can be set, by area. */
public record Settings(
    SipSettings sip,
    HttpSettings http,
    MediaSettings media,
    CallSettings calls,
    SpeechSettings speech,
    LogMode log,
    Path data,
    StoreSettings store,
    FaceSettings faces,
    DialectSettings dialects) {}
