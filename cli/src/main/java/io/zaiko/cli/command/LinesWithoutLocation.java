package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import picocli.CommandLine.ITypeConverter;

/** Reads lines whose location the command names once, or knows itself. */
final class LinesWithoutLocation implements ITypeConverter<LineArgument> {
  @Override
  public LineArgument convert(String text) {
    return LineArgument.skuQuantity(text);
  }
}
