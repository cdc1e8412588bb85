package io.zaiko.bench.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
  private static final GuardReference REFERENCE =
      new GuardReference(1.5, Map.of("sell", 2.0, "buy", 4.0));

  @TempDir private Path folder;

  @Test
  void shouldMeasureEachOperationAgainstTheYardstickOfItsRound() throws Exception {
    try (Guard guard = new Guard(400, 10, 0.001)) {
      List<GuardFigure> figures = guard.run(3);

      assertEquals(5, figures.stream().map(GuardFigure::name).distinct().count());
      for (GuardFigure figure : figures) {
        assertTrue(figure.nanos() > 0 && figure.ratio() > 0, figure::toString);
      }
      assertTrue(
          GuardReference.of(1.1, figures).complaints(figures).stream()
              .noneMatch(complaint -> complaint.contains("times the yardstick")),
          "nothing is slower than itself");
    }
  }

  @Test
  void shouldComplainOfWhatIsSlowerThanItWasBeyondTheTolerance() {
    assertEquals(List.of(), REFERENCE.complaints(List.of(figure("sell", 2.9, 0))));
    assertEquals(
        List.of("sell takes 3.10 times the yardstick, it was 2.00; up to 3.00 is let pass"),
        REFERENCE.complaints(List.of(figure("sell", 3.1, 0), figure("buy", 4.1, 0))));
  }

  @Test
  void shouldComplainOfWhatAllocatesAndOfWhatItDoesNotKnow() {
    assertEquals(
        List.of("buy allocates 16.00 bytes"),
        REFERENCE.complaints(List.of(figure("buy", 4, 16), figure("sell", 2, 0.001))));
    assertEquals(
        List.of("swap is not in the reference; make a new one (--write)"),
        REFERENCE.complaints(List.of(figure("swap", 1, 0))));
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    Path file = folder.resolve("guard.json");
    REFERENCE.write(file, Map.of("cpu", "any"));

    assertEquals(REFERENCE, GuardReference.read(file));
    Files.writeString(file, "{}");
    assertThrows(IOException.class, () -> GuardReference.read(file));
  }

  private static GuardFigure figure(String name, double ratio, double bytes) {
    return new GuardFigure(name, 50 * ratio, ratio, bytes);
  }
}
