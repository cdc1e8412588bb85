package io.zaiko.cli.bench;

import io.zaiko.cli.input.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as they are typed: {@code 50000}, or {@code 10000..160000*2} for a sweep. Stateless. */
final class RateSweep {
  private static final Pattern SWEEP =
      Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})\\*(\\d\\.?\\d*)");
  private static final double LEAST_FACTOR = 1.01;

  private RateSweep() {}

  /**
   * The rates meant, ascending.
   *
   * @throws InputException when they are none
   */
  static List<Integer> parse(String text) {
    if (text.matches("\\d{1,9}")) {
      return List.of(Integer.parseInt(text));
    }
    Matcher sweep = SWEEP.matcher(text);
    if (!sweep.matches() || Double.parseDouble(sweep.group(3)) < LEAST_FACTOR) {
      throw new InputException(
          "--rate '"
              + text
              + "' is neither a rate nor FROM..TO*FACTOR, for example 10000..160000*2");
    }
    List<Integer> rates = new ArrayList<>();
    double last = Integer.parseInt(sweep.group(2));
    double factor = Double.parseDouble(sweep.group(3));
    for (double rate = Integer.parseInt(sweep.group(1)); rate <= last; rate *= factor) {
      rates.add((int) Math.round(rate));
      if (rate == 0) {
        break; // Zero never grows; the plan refuses it.
      }
    }
    return rates;
  }
}
