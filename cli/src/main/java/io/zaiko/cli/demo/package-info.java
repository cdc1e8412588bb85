/**
 * {@code zaiko demo}: a real server under real traffic, killed in the middle of it, and the proof
 * that nothing acknowledged was lost.
 *
 * <p>The demo keeps a {@link io.zaiko.cli.demo.Ledger} of all that it sent and was answered. When
 * the traffic is over it compares that ledger with everything the server says: the answers to
 * repeated request ids, the stock of every pair, and every record of the journal.
 */
package io.zaiko.cli.demo;
