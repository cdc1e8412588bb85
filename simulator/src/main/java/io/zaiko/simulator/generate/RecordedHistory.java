package io.zaiko.simulator.generate;

import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Limits;
import io.zaiko.simulator.reference.ReferenceEngine;
import java.util.ArrayList;
import java.util.List;

/** A history that is known beforehand. */
public final class RecordedHistory implements History {
  private final Limits limits;
  private final List<Step> steps;
  private int next;

  public RecordedHistory(Limits limits, List<Step> steps) {
    this.limits = limits;
    this.steps = batched(steps);
  }

  /** Where steps were left out, batches of different times must not become one. */
  private static List<Step> batched(List<Step> steps) {
    List<Step> batched = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean ends = i + 1 == steps.size() || steps.get(i + 1).time() != step.time();
      batched.add(
          new Step(
              step.time(), step.action(), ends || step.endsBatch(), step.asks(), step.restarts()));
    }
    return List.copyOf(batched);
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public void begin(ReferenceEngine reference) {
    next = 0;
  }

  @Override
  public boolean hasNext() {
    return next < steps.size();
  }

  @Override
  public Step next() {
    return steps.get(next++);
  }

  @Override
  public void learn(Action action, Answer answer) {
    // It was decided when it was recorded.
  }
}
