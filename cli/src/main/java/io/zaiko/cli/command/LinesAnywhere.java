package io.zaiko.cli.command;

import io.zaiko.cli.input.LineArgument;
import picocli.CommandLine.ITypeConverter;

/** Reads lines that name their location themselves. */
final class LinesAnywhere implements ITypeConverter<LineArgument> {
  @Override
  public LineArgument convert(String text) {
    return LineArgument.skuLocationQuantity(text);
  }
}
