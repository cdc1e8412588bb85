package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;

/**
 * What became of one line of a command that was not applied as asked, or where a line with choices
 * was placed.
 *
 * @param line position of the line in the request, from 0
 * @param code why
 * @param quantity units: what there is, what was granted or what was recorded, depending on the
 *     code
 * @param location with PLACED the code of the location that serves the line; else empty
 */
public record LineAnswer(int line, ResultCode code, int quantity, String location) {
  /** An answer that names no location. */
  public LineAnswer(int line, ResultCode code, int quantity) {
    this(line, code, quantity, "");
  }
}
