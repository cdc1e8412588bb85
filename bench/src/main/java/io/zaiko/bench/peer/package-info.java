/**
 * What a shop would take instead of Zaiko, asked the same: Redis with scripts, by the same rig
 * ({@code RedisServer}, {@code RedisLayout}, {@code RedisConversation}), and PostgreSQL with
 * functions, by its own load generator ({@code PostgresServer}, {@code PgBench}).
 */
package io.zaiko.bench.peer;
