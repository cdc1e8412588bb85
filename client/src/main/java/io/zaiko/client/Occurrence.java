package io.zaiko.client;

import java.time.Instant;

/**
 * What is known of a fact beside its lines: when it happened, and which till counted it.
 *
 * <p>A till that was offline sends its facts later. With a device and its own running number a fact
 * sent twice moves stock once, from whatever session: the second answer is DUPLICATE_FACT. With the
 * time at which it happened a fact that a count has seen already is not booked again.
 *
 * @param occurredAtMicros when it happened, microseconds since 1970-01-01T00:00Z; 0 = not given
 * @param device code of the till or handheld, 1 to 32 bytes; empty = none
 * @param deviceSequence the number that the device gave it, 1 or more; 0 without a device
 */
public record Occurrence(long occurredAtMicros, String device, long deviceSequence) {
  /** Nothing is known: it counts as happening when it is recorded. */
  public static final Occurrence NONE = new Occurrence(0, "", 0);

  public Occurrence {
    device = Texts.optional("The device", device);
  }

  /** It happened then; what is finer than a microsecond is cut off. */
  public static Occurrence at(Instant time) {
    return NONE.withTime(time);
  }

  /** This device gave it this number, 1 or more. */
  public static Occurrence ofDevice(String device, long deviceSequence) {
    return new Occurrence(0, device, deviceSequence);
  }

  /** The same at this time; what is finer than a microsecond is cut off. */
  public Occurrence withTime(Instant time) {
    return new Occurrence(CommandOptions.Micros.of(time), device, deviceSequence);
  }
}
