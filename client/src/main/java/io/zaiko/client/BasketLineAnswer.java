package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;

/**
 * The answer to one line of a basket.
 *
 * @param line the line as asked
 * @param ats units available to sell of its SKU at its location; without a channel what is not
 *     reserved
 * @param code OK, or why there is nothing to have
 */
public record BasketLineAnswer(Line line, int ats, ResultCode code) {}
