package io.zaiko.engine.core;

/**
 * The answers to a command, in order of precedence. The numbers are those of the schema; {@code
 * CommandDispatcherTest} holds the two against each other.
 */
public enum ResultCode {
  OK(0),
  LIMIT_EXCEEDED(3),
  SESSION_EXPIRED(10),
  REQUEST_TOO_OLD(11),
  IDEMPOTENCY_CONFLICT(12),
  DUPLICATE_FACT(13),
  DEVICE_SEQUENCE_TOO_OLD(14),
  QUARANTINED(15),
  UNKNOWN_SKU(20),
  UNKNOWN_LOCATION(21),
  UNKNOWN_RESERVATION(22),
  ALREADY_EXISTS(23),
  LOCATION_SUSPENDED(30),
  CHANNEL_DISABLED(31),
  EXPIRED(32),
  ILLEGAL_STATE(33),
  STALE(34),
  CUT_NOT_AVAILABLE(35),
  INSUFFICIENT(40),
  CAPACITY_EXCEEDED(50),
  UNMATCHED(60),
  PARTIAL(61),
  UNREFERENCED(62),
  REDEEM_PARTIAL(63),
  ALREADY_COUNTED(64),
  PLACED(65);

  private final byte number;

  ResultCode(int number) {
    this.number = (byte) number;
  }

  /** Number on the wire and in the journal. */
  public byte number() {
    return number;
  }
}
