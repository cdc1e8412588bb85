package io.zaiko.bench.guard;

/**
 * What one operation took.
 *
 * @param name of the operation
 * @param nanos for one, the median of the rounds
 * @param ratio of that to the yardstick of the same round, the median of the rounds
 * @param bytes allocated by one, over all rounds
 */
public record GuardFigure(String name, double nanos, double ratio, double bytes) {}
