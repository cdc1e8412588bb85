package io.zaiko.simulator.generate;

import io.zaiko.simulator.action.Action;
import io.zaiko.simulator.reference.Answer;
import io.zaiko.simulator.reference.Limits;
import io.zaiko.simulator.reference.ReferenceEngine;

/** What clients send, how it is batched, and how time goes: made up as it runs, or recorded. */
public interface History {
  Limits limits();

  /** To be called once, before the first step; the history may draw on the reference's state. */
  void begin(ReferenceEngine reference);

  boolean hasNext();

  Step next();

  /** Tells what a client learns from an answer, when the batch is answered. */
  void learn(Action action, Answer answer);
}
