/**
 * The way from the I/O threads to the one business thread and back.
 *
 * <pre>
 *   I/O threads                 business thread                               I/O threads
 *   CommandIntake ─► SlotRing ─► CommandHandler ─► journal ─► dispatcher ─► ReplySink
 *   claim, write,    256-byte    one time and one document                    replies grouped,
 *   publish          slots       per batch                                    one wake-up per batch
 * </pre>
 *
 * <p>Nothing is applied or answered before it is in the journal. The only code that sees Disruptor.
 */
package io.zaiko.engine.pipeline;
