package io.zaiko.cli.bench;

import io.zaiko.bench.convert.Opening;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how much stock a trace opens with: all of what is assumed or was counted, or half. */
final class OpeningOption implements ITypeConverter<Opening> {
  @Override
  public Opening convert(String value) {
    return switch (value) {
      case "peak", "full" -> Opening.FULL;
      case "half" -> Opening.HALF;
      default -> throw new TypeConversionException("'" + value + "' is none of peak, full, half");
    };
  }
}
