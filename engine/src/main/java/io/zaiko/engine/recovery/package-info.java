/**
 * A journal applied again: when a server starts, and for audits. Live server and replay apply
 * records through the same dispatcher, so they cannot differ.
 */
package io.zaiko.engine.recovery;
