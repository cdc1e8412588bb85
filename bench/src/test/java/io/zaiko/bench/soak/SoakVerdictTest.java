package io.zaiko.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zaiko.bench.load.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakVerdictTest {
  private static final long MIB = 1 << 20;

  /** A hundred samples, one a second, of a server that holds so much memory and disk. */
  private static List<SoakSample> samples(IntToLongFunction resident, IntToLongFunction disk) {
    return IntStream.range(0, 100)
        .mapToObj(
            second ->
                new SoakSample(
                    second,
                    resident.applyAsLong(second),
                    100 * MIB,
                    MIB,
                    MIB,
                    50 * MIB,
                    20 * MIB,
                    60,
                    30,
                    disk.applyAsLong(second),
                    second / 4,
                    second / 8,
                    1_000,
                    10,
                    20,
                    30))
        .toList();
  }

  private static List<String> failures(List<SoakSample> samples) {
    return SoakVerdict.of(samples, 20, 10, List.of()).failures();
  }

  @Test
  void shouldFindAnythingFlatThatComesAndGoesOrGrowsWhileItSettles() throws IOException {
    List<SoakSample> samples =
        samples(
            second -> second < 20 ? second * 50L * MIB : 1_000 * MIB,
            second -> (500 + 20L * (second % 8)) * MIB);

    SoakVerdict verdict = SoakVerdict.of(samples, 20, 10, List.of());

    assertEquals(List.of(), verdict.failures());
    assertTrue(JsonObject.read(verdict.toJson()).flag("ok"));
  }

  @Test
  void shouldNameWhatGrows() {
    List<String> failures =
        failures(samples(second -> (1_000L + second) * MIB, second -> 500L * MIB));

    assertEquals(1, failures.size(), failures::toString);
    // 79 MiB from second 20 to second 99; 5 % of the mean of 1,059.5 MiB are allowed.
    assertEquals("resident memory grew by 82,837,504, allowed 55,548,314", failures.get(0));
  }

  @Test
  void shouldNotCountWhatShrinks() {
    assertEquals(
        List.of(), failures(samples(second -> (1_000L - second) * MIB, second -> 500L * MIB)));
  }

  @Test
  void shouldAskForRollsAndSnapshotsAndKeepWhatElseWasWrong() {
    List<SoakSample> samples = samples(second -> MIB, second -> MIB);

    assertEquals(
        List.of(
            "missed its rate",
            "only 24 rolls, at least 25 were asked for",
            "only 12 snapshots, at least 13 were asked for"),
        SoakVerdict.of(samples, 25, 13, List.of("missed its rate")).failures());
    assertEquals(
        List.of("there is no sample"), SoakVerdict.of(List.of(), 1, 1, List.of()).failures());
  }
}
