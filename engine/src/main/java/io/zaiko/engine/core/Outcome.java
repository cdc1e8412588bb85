package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineResults;

/**
 * What became of a command: its code, the lines that were not applied as asked, and the oversells
 * it opened. Reused for every command; not thread safe.
 */
public final class Outcome {
  private final LineResults lines = new LineResults(Lines.MAX);
  private ResultCode code = ResultCode.OK;
  private int oversellsOpened;

  Outcome clear() {
    code = ResultCode.OK;
    oversellsOpened = 0;
    lines.clear();
    return this;
  }

  public ResultCode code() {
    return code;
  }

  /** Pairs whose ATF this command took from 0 or more to below 0 (rule 9). */
  public int oversellsOpened() {
    return oversellsOpened;
  }

  /** Only lines that were not applied as asked, in the order sent. */
  public LineResults lines() {
    return lines;
  }

  Outcome answer(ResultCode code) {
    this.code = code;
    return this;
  }

  void line(int line, ResultCode lineCode, int quantity) {
    lines.add(line, lineCode.number(), quantity);
  }

  void oversellOpened() {
    oversellsOpened++;
  }
}
