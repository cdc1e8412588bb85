package io.zaiko.bench.peer;

import static io.zaiko.bench.peer.RespClient.bytes;

/**
 * A hash for each SKU and location, with on hand, reserved and safety: what comes to mind first.
 */
final class KeyPerRecord implements RedisLayout {
  private static final byte[] HSET = bytes("HSET");
  private static final byte[] HMGET = bytes("HMGET");
  private static final byte[] HINCRBY = bytes("HINCRBY");
  private static final byte[] EVALSHA = bytes("EVALSHA");
  private static final byte[] STOCK = bytes("s:");
  private static final byte[] ON_HAND = bytes("h");
  private static final byte[] RESERVED = bytes("r");
  private static final byte[] SAFETY = bytes("s");
  private static final byte[] ONE = bytes("1");
  private static final byte[] ONE_LESS = bytes("-1");

  @Override
  public String reserveScript() {
    return """
        local v = redis.call('HMGET', KEYS[1], 'h', 'r', 's')
        local q = tonumber(ARGV[1])
        if v[1] - v[2] - v[3] < q then return -1 end
        redis.call('HINCRBY', KEYS[1], 'r', q)
        redis.call('SET', KEYS[2], q, 'EX', ARGV[2])
        return q""";
  }

  @Override
  public String releaseScript() {
    return """
        local q = redis.call('GETDEL', KEYS[2])
        if not q then return -2 end
        redis.call('HINCRBY', KEYS[1], 'r', -q)
        return tonumber(q)""";
  }

  @Override
  public int fill(RespClient client, int sku, int locations, long units) {
    for (int location = 0; location < locations; location++) {
      client.begin(8).add(HSET).add(STOCK, sku, location);
      client.add(ON_HAND).add(units).add(RESERVED).add(0).add(SAFETY).add(0);
    }
    return locations;
  }

  @Override
  public void query(RespClient client, int sku, int location) {
    client.begin(5).add(HMGET).add(STOCK, sku, location).add(ON_HAND).add(RESERVED).add(SAFETY);
  }

  @Override
  public int everywhere(RespClient client, int sku, int locations) {
    for (int location = 0; location < locations; location++) {
      query(client, sku, location);
    }
    return locations;
  }

  @Override
  public void add(RespClient client, int sku, int location, boolean less) {
    client.begin(4).add(HINCRBY).add(STOCK, sku, location).add(ON_HAND).add(less ? ONE_LESS : ONE);
  }

  @Override
  public void reserve(
      RespClient client, byte[] script, int sku, int location, long id, long number) {
    client.begin(7).add(EVALSHA).add(script).add(2).add(STOCK, sku, location);
    client.add(RESERVATION, id, number).add(1).add(HOLD_SECONDS);
  }

  @Override
  public void release(
      RespClient client, byte[] script, int sku, int location, long id, long number) {
    client.begin(5).add(EVALSHA).add(script).add(2).add(STOCK, sku, location);
    client.add(RESERVATION, id, number);
  }
}
