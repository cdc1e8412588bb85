package io.zaiko.cli.demo;

import io.zaiko.protocol.MessageShape;

/** The commands that the demo sends, each in the one form it sends it in. */
enum Step {
  DEFINE_STORE(MessageShape.DEFINE_LOCATION),
  DEFINE_SKU(MessageShape.DEFINE_SKU),
  RECEIVE(MessageShape.RECEIVE),
  SELL(MessageShape.SELL),
  /** SELL that is refused when the stock does not allow it. */
  SELL_IF_THERE(MessageShape.SELL),
  /** RETURN to quality control. */
  RETURN(MessageShape.RETURN),
  /** RETURN to the shelf. */
  RETURN_TO_SHELF(MessageShape.RETURN),
  COUNT(MessageShape.COUNT),
  ADJUST(MessageShape.ADJUST),
  /** RESERVE as a hold. */
  RESERVE(MessageShape.RESERVE),
  /** RESERVE that begins as COMMITTED. */
  RESERVE_PAID(MessageShape.RESERVE),
  COMMIT(MessageShape.COMMIT),
  STAGE(MessageShape.STAGE),
  FULFIL(MessageShape.FULFIL),
  SHORT(MessageShape.SHORT),
  RELEASE(MessageShape.RELEASE);

  private final MessageShape shape;

  Step(MessageShape shape) {
    this.shape = shape;
  }

  /** The message it travels in. */
  MessageShape shape() {
    return shape;
  }

  /** Whether it makes a reservation, which later steps name by this step's request id. */
  boolean makesReservation() {
    return shape == MessageShape.RESERVE;
  }
}
