package io.zaiko.bench.peer;

import static io.zaiko.bench.peer.RespClient.bytes;

/**
 * A hash for each SKU, with what is available by location: the best layout for a SKU everywhere,
 * and the least to do for one pair. What is on hand and what is reserved cannot be told apart.
 */
final class KeyPerSku implements RedisLayout {
  private static final byte[] HSET = bytes("HSET");
  private static final byte[] HGET = bytes("HGET");
  private static final byte[] HGETALL = bytes("HGETALL");
  private static final byte[] HINCRBY = bytes("HINCRBY");
  private static final byte[] EVALSHA = bytes("EVALSHA");
  private static final byte[] AVAILABLE = bytes("a:");
  private static final byte[] ONE = bytes("1");
  private static final byte[] ONE_LESS = bytes("-1");

  @Override
  public String reserveScript() {
    return """
        local q = tonumber(ARGV[2])
        if tonumber(redis.call('HGET', KEYS[1], ARGV[1])) < q then return -1 end
        redis.call('HINCRBY', KEYS[1], ARGV[1], -q)
        redis.call('SET', KEYS[2], q, 'EX', ARGV[3])
        return q""";
  }

  @Override
  public String releaseScript() {
    return """
        local q = redis.call('GETDEL', KEYS[2])
        if not q then return -2 end
        redis.call('HINCRBY', KEYS[1], ARGV[1], q)
        return tonumber(q)""";
  }

  @Override
  public int fill(RespClient client, int sku, int locations, long units) {
    client.begin(2 + 2 * locations).add(HSET).add(AVAILABLE, sku);
    for (int location = 0; location < locations; location++) {
      client.add(location).add(units);
    }
    return 1;
  }

  @Override
  public void query(RespClient client, int sku, int location) {
    client.begin(3).add(HGET).add(AVAILABLE, sku).add(location);
  }

  @Override
  public int everywhere(RespClient client, int sku, int locations) {
    client.begin(2).add(HGETALL).add(AVAILABLE, sku);
    return 1;
  }

  @Override
  public void add(RespClient client, int sku, int location, boolean less) {
    client.begin(4).add(HINCRBY).add(AVAILABLE, sku).add(location).add(less ? ONE_LESS : ONE);
  }

  @Override
  public void reserve(
      RespClient client, byte[] script, int sku, int location, long id, long number) {
    client.begin(8).add(EVALSHA).add(script).add(2).add(AVAILABLE, sku);
    client.add(RESERVATION, id, number).add(location).add(1).add(HOLD_SECONDS);
  }

  @Override
  public void release(
      RespClient client, byte[] script, int sku, int location, long id, long number) {
    client.begin(6).add(EVALSHA).add(script).add(2).add(AVAILABLE, sku);
    client.add(RESERVATION, id, number).add(location);
  }
}
