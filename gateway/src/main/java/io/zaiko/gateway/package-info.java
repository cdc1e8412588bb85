/**
 * The Netty server in front of the engine. An I/O thread does everything for its connections from
 * the first byte to the last: it cuts frames, checks syntax and limits, answers queries from the
 * engine's tables, tells subscribers of what changed there, and passes commands on to the command
 * ring. Only replies to what went through the ring come from another thread, by way of a ring for
 * each I/O thread.
 *
 * <p>Nothing waits here: where there is no room, the answer is OVERLOADED; where a peer does not
 * read, it is not read from, and cut off if that lasts. What may be in flight is granted and set
 * aside beforehand, so that the engine's thread never waits for a socket.
 *
 * <p>The entry is {@link io.zaiko.gateway.GatewayServer}.
 */
package io.zaiko.gateway;
