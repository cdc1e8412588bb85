package io.zaiko.bench.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A converter run on a few rows of text.
 *
 * @param trace rows of the trace without its header
 * @param counts what the converter says it did
 */
record Conversion(List<String> trace, Map<String, Long> counts) {
  private static final String TRACE_HEADER = "time,command,channel,location,sku,quantity,reference";

  /** One of the converters. */
  @FunctionalInterface
  interface Converter {
    ConversionSummary convert(
        List<Path> inputs, Path output, Opening opening, ConversionProgress progress)
        throws IOException;
  }

  /** Converts a header and rows, each ended by a line feed. */
  static Conversion of(Converter converter, Path folder, Opening opening, String text)
      throws IOException {
    Path input = folder.resolve("in.csv");
    Path output = folder.resolve("out.csv");
    Files.writeString(input, text);
    ConversionSummary summary =
        converter.convert(List.of(input), output, opening, (rows, share) -> {});
    List<String> lines = Files.readAllLines(output);
    if (!lines.get(0).equals(TRACE_HEADER)) {
      throw new IllegalStateException("another header: " + lines.get(0));
    }
    return new Conversion(lines.subList(1, lines.size()), summary.counts());
  }

  /** Rows of these commands, each without its time: command, SKU, quantity and reference. */
  List<String> brief(String... commands) {
    return trace.stream()
        .map(row -> row.split(",", -1))
        .filter(fields -> List.of(commands).contains(fields[1]))
        .map(fields -> String.join(" ", fields[1], fields[4], fields[5], fields[6]))
        .toList();
  }
}
