package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;

/** Where units of a pair may be. */
enum Place {
  SELLABLE,
  DAMAGED,
  QUALITY_CONTROL,
  BLOCKED,
  IN_TRANSIT;

  static Place of(Bucket bucket) {
    return switch (bucket) {
      case SELLABLE -> SELLABLE;
      case DAMAGED -> DAMAGED;
      case QUALITY_CONTROL -> QUALITY_CONTROL;
      case BLOCKED -> BLOCKED;
      case NULL_VAL -> throw new IllegalArgumentException("no bucket");
    };
  }

  /** Where returned goods go (rule 18). */
  static Place of(Disposition disposition) {
    return switch (disposition) {
      case QUALITY_CHECK -> QUALITY_CONTROL;
      case RESELLABLE -> SELLABLE;
      case DAMAGED -> DAMAGED;
      case NULL_VAL -> throw new IllegalArgumentException("no disposition");
    };
  }
}
