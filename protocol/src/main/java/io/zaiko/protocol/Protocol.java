package io.zaiko.protocol;

import java.nio.ByteOrder;

/**
 * The numbers of the wire contract, beside the schema. Everything here is part of the protocol:
 * changing a value changes what clients in other languages must do.
 */
public final class Protocol {
  /** Version a client states in HELLO; the server answers with its own. */
  public static final int PROTOCOL_VERSION = 1;

  /** Default TCP port of a server. */
  public static final int DEFAULT_PORT = 7450;

  /** Bytes of the little-endian length that precedes each message; it does not count itself. */
  public static final int FRAME_HEADER_LENGTH = 4;

  /** Largest message a frame may carry, in bytes, without the frame header. */
  public static final int MAX_MESSAGE_LENGTH = 64 * 1024;

  /** Bytes of the SBE message header: block length, template, schema, version. */
  public static final int MESSAGE_HEADER_LENGTH = 8;

  /** Lines a command or a basket may have. */
  public static final int MAX_LINES = 256;

  /** Entries the codes group of a message may have: a SKU and a location for each line. */
  public static final int MAX_CODES = 2 * MAX_LINES;

  /** Longest code of a SKU, location or client, in bytes of UTF-8. */
  public static final int MAX_CODE_LENGTH = 32;

  /** Longest reservation id or reference, in bytes of UTF-8. */
  public static final int MAX_ID_LENGTH = 64;

  /** Longest name, region or reason, in bytes of UTF-8. */
  public static final int MAX_NAME_LENGTH = 120;

  /** Channels a configuration may have. */
  public static final int MAX_CHANNELS = 16;

  /** Channel index that stands for "no channel". */
  public static final int NO_CHANNEL = 255;

  /** Largest quantity, either way, that is sent or held (rule 1). */
  public static final long MAX_QUANTITY = 1_000_000_000L;

  /** Longest hold: 366 days, in microseconds. */
  public static final long MAX_HOLD_MICROS = 366L * 24 * 3600 * 1_000_000;

  /** A coordinate that is not known. */
  public static final int NO_COORDINATE = Integer.MIN_VALUE;

  /** Byte order of every number in a message. */
  public static final ByteOrder BYTE_ORDER = ByteOrder.LITTLE_ENDIAN;

  private Protocol() {}

  /** The reference that stands for the n-th entry of the codes group. */
  public static int codeRef(int index) {
    return -1 - index;
  }

  /** The entry of the codes group that a reference below zero stands for. */
  public static int codeIndex(int ref) {
    return -1 - ref;
  }
}
