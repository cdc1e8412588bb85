package io.zaiko.simulator.action;

import java.util.List;

/** How a command names a SKU, or where a line of it is to be served. */
public sealed interface Ref {
  /** By its code. */
  record Code(String text) implements Ref {}

  /** By the handle that its definition gave it, counting from 0. */
  record Handle(int number) implements Ref {}

  /** One of several locations, in this order; for lines of RESERVE only. */
  record AnyOf(List<Ref> locations) implements Ref {}

  /** Any location of a region; for lines of RESERVE only. */
  record Region(String code) implements Ref {}

  static Ref code(String text) {
    return new Code(text);
  }

  static Ref handle(int number) {
    return new Handle(number);
  }
}
