package io.zaiko.simulator.run;

import io.zaiko.simulator.generate.RandomHistory;
import io.zaiko.simulator.generate.RecordedHistory;
import io.zaiko.simulator.generate.Step;
import io.zaiko.simulator.reference.Limits;
import java.util.List;
import java.util.Optional;

/**
 * Runs the history of a seed through the engine and the reference. The same seed and number of
 * commands give the same history on any machine. Stateless; histories may run on several threads,
 * one each.
 */
public final class SimulationRun {
  private static final int SEEDS_PER_DISK_JOURNAL = 50;
  private static final int SHRINK_COMMANDS = 1_000_000;

  private SimulationRun() {}

  /**
   * What became of a history.
   *
   * @param coverage the answers that it came to
   * @param failure the first difference, its smallest history and how to run it again; absent if
   *     there was none
   */
  public record Result(long seed, int commands, Coverage coverage, Optional<String> failure) {
    public boolean isOk() {
      return failure.isEmpty();
    }
  }

  /** Runs a history; one in fifty goes through a journal on disk. */
  public static Result of(long seed, int commands) {
    boolean onDisk = seed % SEEDS_PER_DISK_JOURNAL == 0;
    Coverage coverage = new Coverage();
    RandomHistory history = new RandomHistory(seed, commands);
    try (Simulation simulation =
        new Simulation(history, coverage, onDisk ? new DiskJournal() : new MemoryJournal())) {
      Optional<Throwable> difference = differenceOf(simulation);
      return new Result(
          seed,
          commands,
          coverage,
          difference.map(
              first -> describe(seed, commands, history.limits(), simulation.steps(), first)));
    }
  }

  /**
   * Where a history first showed a difference.
   *
   * @param commands sent by then, the one that failed among them
   */
  public record Sighting(int commands, String difference) {}

  /**
   * The first difference in a history that is kept in memory, without looking for a smaller one.
   */
  public static Optional<Sighting> firstDifference(long seed, int commands) {
    RandomHistory history = new RandomHistory(seed, commands);
    try (Simulation simulation = new Simulation(history, new Coverage(), new MemoryJournal())) {
      return differenceOf(simulation)
          .map(failure -> new Sighting(simulation.steps().size(), failure.toString()));
    }
  }

  /** Whatever goes wrong in a simulation is a finding: of the engine, or of the simulator. */
  private static Optional<Throwable> differenceOf(Simulation simulation) {
    try {
      simulation.run();
      return Optional.empty();
    } catch (RuntimeException | AssertionError e) {
      return Optional.of(e);
    }
  }

  private static Optional<Throwable> differenceOf(Limits limits, List<Step> steps) {
    try (Simulation simulation =
        new Simulation(new RecordedHistory(limits, steps), new Coverage(), new MemoryJournal())) {
      return differenceOf(simulation);
    }
  }

  private static String describe(
      long seed, int commands, Limits limits, List<Step> steps, Throwable first) {
    List<Step> smallest =
        new Shrinker(
                tried ->
                    differenceOf(limits, tried).filter(left -> isLike(left, first)).isPresent(),
                SHRINK_COMMANDS)
            .shrink(List.copyOf(steps));
    Throwable left = differenceOf(limits, smallest).orElse(first);
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(", record ").append(steps.size() + 1);
    text.append(" of ").append(limits).append('\n');
    text.append("again: zaiko simulate --seed ").append(seed);
    text.append(" --commands ").append(commands).append('\n');
    text.append("first ").append(first).append('\n');
    text.append("smallest history, ").append(smallest.size()).append(" commands:\n");
    int number = 1;
    for (Step step : smallest) {
      long millis = step.time() - RandomHistory.START_MICROS;
      text.append("  ").append(++number).append(" at ").append(millis).append(" us: ");
      text.append(step.action());
      text.append(step.restarts() ? " | restart" : "").append('\n');
    }
    text.append("then ").append(left).append('\n');
    text.append(place(left));
    return text.toString();
  }

  /** Whether two failures are about the same thing, whatever its numbers and names. */
  private static boolean isLike(Throwable one, Throwable other) {
    return kind(one).equals(kind(other));
  }

  private static String kind(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    int end = text.indexOf('[') < 0 ? text.length() : text.indexOf('[');
    String words = text.substring(0, end).lines().findFirst().orElse("");
    return failure.getClass().getName() + words.replaceAll("\\d+", "");
  }

  /** Where something failed that is not a difference of answers. */
  private static String place(Throwable failure) {
    StringBuilder place = new StringBuilder();
    StackTraceElement[] trace = failure.getStackTrace();
    for (int i = 0; i < Math.min(6, trace.length) && !(failure instanceof Difference); i++) {
      place.append("    at ").append(trace[i]).append('\n');
    }
    return place.toString();
  }
}
