package io.zaiko.engine.reservation;

/**
 * How large the tables of reservations are, and how long closed ones are kept.
 *
 * @param reservations open and closed ones together
 * @param lines of all of them
 * @param transferLines SKUs that transfers moved, of all transfers together
 * @param closedRetention how long a closed one is kept of which nothing was fulfilled, microseconds
 * @param fulfilledRetention how long another one is kept, microseconds
 */
public record ReservationSizes(
    int reservations,
    int lines,
    int transferLines,
    long closedRetention,
    long fulfilledRetention) {}
