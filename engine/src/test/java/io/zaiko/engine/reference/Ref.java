package io.zaiko.engine.reference;

/** How a command names a SKU or a location. */
public sealed interface Ref {
  /** By its code. */
  record Code(String text) implements Ref {}

  /** By the handle that its definition gave it, counting from 0. */
  record Handle(int number) implements Ref {}

  static Ref code(String text) {
    return new Code(text);
  }

  static Ref handle(int number) {
    return new Handle(number);
  }
}
