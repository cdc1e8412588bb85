package io.zaiko.systemtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads a publisher's gzipped CSV file for a recomputation, with nothing of the product. */
final class SourceLines {
  private SourceLines() {}

  /**
   * Hands over the fields of every row.
   *
   * @throws IllegalStateException when the header is another, or a row is not plain: quoted, or
   *     with more or fewer fields
   */
  static void forEach(Path file, String header, Consumer<String[]> row) throws IOException {
    int width = header.split(",", -1).length;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      if (!header.equals(first)) {
        throw new IllegalStateException("another file than expected, it begins with: " + first);
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",", -1);
        if (fields.length != width || line.indexOf('"') >= 0) {
          throw new IllegalStateException("not a plain row of " + width + " fields: " + line);
        }
        row.accept(fields);
      }
    }
  }
}
