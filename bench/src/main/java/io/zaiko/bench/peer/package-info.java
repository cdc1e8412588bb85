/**
 * What a shop would take instead of Zaiko, asked the same by the same rig: Redis with scripts
 * ({@code RedisServer}, {@code RedisLayout}, {@code RedisConversation}).
 */
package io.zaiko.bench.peer;
