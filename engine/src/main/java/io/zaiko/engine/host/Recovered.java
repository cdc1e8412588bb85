package io.zaiko.engine.host;

import java.nio.file.Path;

/**
 * What the start of a server led to.
 *
 * @param snapshot from which it began; null if it began with the first record
 * @param records of the journal that were applied; its first one if it was begun now
 * @param lastSequence where the journal ended
 */
public record Recovered(Path snapshot, long records, long lastSequence) {}
