package io.zaiko.engine.journal;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.JournalBatchDecoder;

/** A journal, or what follows in it, was written in a version of the schema that is not read. */
public final class JournalVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalVersionException(String place, int version) {
    super(
        "The journal is written in version "
            + version
            + " of the protocol at "
            + place
            + ", and this program reads versions "
            + Protocol.FIRST_READABLE_VERSION
            + " to "
            + JournalBatchDecoder.SCHEMA_VERSION
            + (version < Protocol.FIRST_READABLE_VERSION
                ? ": that one was never released. Start with an empty data directory, or use the"
                    + " build that wrote it"
                : ": use the version that wrote it, or a newer one"));
  }
}
