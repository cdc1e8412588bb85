package io.zaiko.protocol;

import java.nio.ByteOrder;

/**
 * The numbers of the wire contract, beside the schema. Everything here is part of the protocol:
 * changing a value changes what clients in other languages must do.
 */
public final class Protocol {
  /** Version a client states in HELLO; the server answers with its own. */
  public static final int PROTOCOL_VERSION = 2;

  /**
   * The first version of the schema whose journals and snapshots are read; from it on, all are.
   * What was written in version 0 was never released.
   */
  public static final int FIRST_READABLE_VERSION = 1;

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

  /** Locations that a line of RESERVE may choose from. */
  public static final int MAX_CHOICES_PER_LINE = 16;

  /** Choices of a whole RESERVE. */
  public static final int MAX_CHOICES = MAX_LINES * MAX_CHOICES_PER_LINE;

  /** Rows that a page of a list, or an answer about what is near, may have. */
  public static final int MAX_ROWS = 1000;

  /** Endangered reservations that the reply to a fact names; the rest is to be asked for. */
  public static final int MAX_ENDANGERED_NAMED = 16;

  /** Longest code of a SKU, location, region, device or client, in bytes of UTF-8. */
  public static final int MAX_CODE_LENGTH = 32;

  /** Longest reservation id or reference, in bytes of UTF-8. */
  public static final int MAX_ID_LENGTH = 64;

  /** Longest name or reason, in bytes of UTF-8. */
  public static final int MAX_NAME_LENGTH = 120;

  /** Channels a configuration may have. */
  public static final int MAX_CHANNELS = 16;

  /** Channel index that stands for "no channel". */
  public static final int NO_CHANNEL = 255;

  /** Largest quantity, either way, that is sent or held (rule 1). */
  public static final long MAX_QUANTITY = 1_000_000_000L;

  /** Longest hold: 366 days, in microseconds. */
  public static final long MAX_HOLD_MICROS = 366L * 24 * 3600 * 1_000_000;

  /** A reference that names nothing: any, or see the choices of the line. */
  public static final int NO_REF = Integer.MIN_VALUE;

  /** Quota that stands for no cap. */
  public static final int NO_QUOTA = -1;

  /** A coordinate that is not known. */
  public static final int NO_COORDINATE = Integer.MIN_VALUE;

  /** Byte order of every number in a message. */
  public static final ByteOrder BYTE_ORDER = ByteOrder.LITTLE_ENDIAN;

  private static final int MICRODEGREES_LATITUDE = 90_000_000;
  private static final int MICRODEGREES_LONGITUDE = 180_000_000;

  private Protocol() {}

  /** Whether microdegrees of latitude and longitude name a place on earth. */
  public static boolean isPlace(int latitude, int longitude) {
    return latitude >= -MICRODEGREES_LATITUDE
        && latitude <= MICRODEGREES_LATITUDE
        && longitude >= -MICRODEGREES_LONGITUDE
        && longitude <= MICRODEGREES_LONGITUDE;
  }

  /** The reference that stands for the n-th entry of the codes group. */
  public static int codeRef(int index) {
    return -1 - index;
  }

  /** The entry of the codes group that a reference below zero stands for. */
  public static int codeIndex(int ref) {
    return -1 - ref;
  }
}
