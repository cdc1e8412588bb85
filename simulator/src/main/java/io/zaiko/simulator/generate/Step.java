package io.zaiko.simulator.generate;

import io.zaiko.simulator.action.Action;

/**
 * One record of a history.
 *
 * @param time microseconds since the epoch
 * @param endsBatch whether the next one belongs to another batch; only then time may pass
 * @param asks whether everything is asked and compared behind it; ends a batch
 * @param restarts whether the engine is thrown away behind it and made again from the journal; ends
 *     a batch
 */
public record Step(long time, Action action, boolean endsBatch, boolean asks, boolean restarts) {}
