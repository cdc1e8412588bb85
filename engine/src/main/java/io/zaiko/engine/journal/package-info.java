/**
 * The journal: what the server did, in order, for good.
 *
 * <p>One document per batch of commands ({@link io.zaiko.engine.journal.BatchLayout}), appended
 * through {@link io.zaiko.engine.journal.CommandJournal} and read back, verified, through {@link
 * io.zaiko.engine.journal.BatchReader}. {@link io.zaiko.engine.journal.ChronicleJournal} is the
 * only class that sees Chronicle Queue.
 */
package io.zaiko.engine.journal;
