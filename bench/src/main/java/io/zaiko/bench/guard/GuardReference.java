package io.zaiko.bench.guard;

import io.zaiko.bench.load.Json;
import io.zaiko.bench.load.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The ratios that operations had once, and how much more they may have. Immutable.
 *
 * @param tolerance a ratio may be so many times as large, above 1
 * @param ratios by operation
 */
public record GuardReference(double tolerance, Map<String, Double> ratios) {
  /** Less than an object in a thousand operations: a counter that is boxed now and then is more. */
  private static final double MOST_BYTES = 0.01;

  private static final String TOLERANCE = "tolerance";
  private static final String RATIOS = "ratios";

  /** Copies. */
  public GuardReference {
    if (!(tolerance > 1)) {
      throw new IllegalArgumentException("a tolerance is above 1, not " + tolerance);
    }
    ratios = Map.copyOf(ratios);
  }

  /** What was measured just now, to be held against later. */
  public static GuardReference of(double tolerance, List<GuardFigure> figures) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    figures.forEach(figure -> ratios.put(figure.name(), figure.ratio()));
    return new GuardReference(tolerance, ratios);
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws IOException when it is not there, or something else
   */
  public static GuardReference read(Path file) throws IOException {
    try {
      JsonObject json = JsonObject.read(Files.readString(file));
      JsonObject ratios = json.object(RATIOS);
      Map<String, Double> all = new LinkedHashMap<>();
      ratios.names().forEach(name -> all.put(name, ratios.decimal(name)));
      return new GuardReference(json.decimal(TOLERANCE), all);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no reference of bench guard: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file.
   *
   * @param machine what it was measured on
   */
  public void write(Path file, Map<String, Object> machine) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(TOLERANCE, tolerance);
    json.put(RATIOS, ratios);
    json.put("machine", machine);
    Files.writeString(file, Json.writePretty(json) + "\n");
  }

  /** What is wrong with figures, in words; empty if nothing is. */
  public List<String> complaints(List<GuardFigure> figures) {
    List<String> complaints = new ArrayList<>();
    for (GuardFigure figure : figures) {
      Double ratio = ratios.get(figure.name());
      if (ratio == null) {
        complaints.add(figure.name() + " is not in the reference; make a new one (--write)");
      } else if (figure.ratio() > ratio * tolerance) {
        complaints.add(
            String.format(
                Locale.ROOT,
                "%s takes %.2f times the yardstick, it was %.2f; up to %.2f is let pass",
                figure.name(),
                figure.ratio(),
                ratio,
                ratio * tolerance));
      }
      if (figure.bytes() > MOST_BYTES) {
        complaints.add(
            String.format(Locale.ROOT, "%s allocates %.2f bytes", figure.name(), figure.bytes()));
      }
    }
    return complaints;
  }
}
