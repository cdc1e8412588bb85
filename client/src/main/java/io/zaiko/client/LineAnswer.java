package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;

/**
 * What became of one line of a command that was not applied as asked.
 *
 * @param line position of the line in the request, from 0
 * @param code why
 * @param quantity units: what there is, what was granted or what was recorded, depending on the
 *     code
 */
public record LineAnswer(int line, ResultCode code, int quantity) {}
