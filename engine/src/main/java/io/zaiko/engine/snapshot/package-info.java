/**
 * The state of an engine written to a file, and read back: see ADR 12. A snapshot holds logical
 * records, not images of tables, so that it stays readable when tables change their layout.
 *
 * <pre>
 *   file:   magic, version, CRC | block | block | ... | block with the footer
 *   block:  | length int32 | number int32 | CRC32C int32 | SBE message |
 * </pre>
 *
 * <p>The CRC32C of a block is that of all bytes of the file before it, of its length and number,
 * and of its message: so a part that was changed, taken out, put in or moved is found before
 * anything behind it is believed. The footer has the SHA-256 of all before it.
 */
package io.zaiko.engine.snapshot;
