package io.zaiko.bench.peer;

import static io.zaiko.bench.peer.RespClient.bytes;

/**
 * How stock lies in a Redis: which commands ask for it, and which scripts reserve and release a
 * unit, checking, changing and remembering in one step. A reservation is a key that expires. That
 * its units come back then is left out, in favour of Redis, as are identities of requests, states
 * of reservations and a ledger.
 *
 * <p>Stateless. A method that encodes returns how many replies will come, where that is not one.
 */
interface RedisLayout {
  /** Seconds that a reservation holds. */
  int HOLD_SECONDS = 3_600;

  /** What a script returns where there is too little stock. */
  int TOO_LITTLE = -1;

  /** What a script returns where there is no such reservation. */
  int UNKNOWN = -2;

  byte[] RESERVATION = bytes("r:");

  /** Lua: reserves; a positive number, or {@link #TOO_LITTLE}. */
  String reserveScript();

  /** Lua: releases; a positive number, or {@link #UNKNOWN}. */
  String releaseScript();

  /** Gives a SKU so many units at each of the locations 0 and up. */
  int fill(RespClient client, int sku, int locations, long units);

  /** What is available of a SKU at a location. */
  void query(RespClient client, int sku, int location);

  /** What is available of a SKU at all locations. */
  int everywhere(RespClient client, int sku, int locations);

  /** Adds a unit to what is on hand, or takes one away. */
  void add(RespClient client, int sku, int location, boolean less);

  /**
   * Reserves a unit.
   *
   * @param script digest of {@link #reserveScript}
   * @param id of the reservation, with {@code number}
   */
  void reserve(RespClient client, byte[] script, int sku, int location, long id, long number);

  /** Releases what {@link #reserve} did; the script is {@link #releaseScript}'s. */
  void release(RespClient client, byte[] script, int sku, int location, long id, long number);
}
