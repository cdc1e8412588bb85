package io.zaiko.cli.input;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads how often something is done: a duration as {@link HoldTime} does, or 0 for never. */
public final class Interval implements ITypeConverter<Duration> {
  private static final String NEVER = "0[smhd]?";

  @Override
  public Duration convert(String text) {
    return text.matches(NEVER) ? Duration.ZERO : new HoldTime().convert(text);
  }
}
