package io.zaiko.engine.core;

import io.zaiko.engine.reservation.LineResults;

/**
 * What became of a command: its code, the lines that were not applied as asked or were placed
 * somewhere, the oversells it opened and whom they endanger. Reused for every command; not thread
 * safe.
 */
public final class Outcome {
  /**
   * Most line results of a command: a reservation of 256 lines may have as many PARTIAL marks, and
   * its 256 pairs are reached by at most 512 placements, since each line after the first shares at
   * most one pair with the line before.
   */
  public static final int MAX_LINE_RESULTS = 3 * Lines.MAX;

  private static final int NO_LOCATION = -1;

  private final LineResults lines = new LineResults(MAX_LINE_RESULTS);
  private final Endangered endangered = new Endangered();
  private ResultCode code = ResultCode.OK;
  private int oversellsOpened;
  private int deviceGaps;

  Outcome clear() {
    code = ResultCode.OK;
    oversellsOpened = 0;
    deviceGaps = 0;
    lines.clear();
    endangered.clear();
    return this;
  }

  public ResultCode code() {
    return code;
  }

  /** What is remembered of a command that was taken out of the journal: it changed nothing. */
  public static Outcome quarantined() {
    return new Outcome().answer(ResultCode.QUARANTINED);
  }

  /** Pairs whose ATF this command took from 0 or more to below 0 (rule 9). */
  public int oversellsOpened() {
    return oversellsOpened;
  }

  /** Only lines that were not applied as asked, or that were placed, in the order sent. */
  public LineResults lines() {
    return lines;
  }

  /** Reservations endangered by oversells of this command. */
  public Endangered endangered() {
    return endangered;
  }

  /** Facts of the device that are missing below its highest, once this one was applied. */
  public int deviceGaps() {
    return deviceGaps;
  }

  Outcome answer(ResultCode code) {
    this.code = code;
    return this;
  }

  void line(int line, ResultCode lineCode, int quantity) {
    lines.add(line, lineCode.number(), quantity, NO_LOCATION);
  }

  void placed(int line, int location, int quantity) {
    lines.add(line, ResultCode.PLACED.number(), quantity, location);
  }

  void oversellOpened() {
    oversellsOpened++;
  }

  void setDeviceGaps(int gaps) {
    deviceGaps = gaps;
  }
}
