package io.zaiko.simulator.rules;

import io.zaiko.engine.core.EngineConfig;
import java.util.List;

/** A small configuration in which a test makes one thing scarce. */
public final class TestConfig {
  private static final long MINUTE_MICROS = 60_000_000L;

  private int skus = 100;
  private int stock = 1_000;
  private int reservations = 1_000;
  private int lines = 1_000;
  private int sessions = 8;
  private int clients = 16;
  private int requestWindow = 16;
  private int safeties = 100;

  public TestConfig skus(int capacity) {
    skus = capacity;
    return this;
  }

  public TestConfig stock(int capacity) {
    stock = capacity;
    return this;
  }

  public TestConfig reservations(int capacity) {
    reservations = capacity;
    return this;
  }

  public TestConfig lines(int capacity) {
    lines = capacity;
    return this;
  }

  public TestConfig sessions(int capacity) {
    sessions = capacity;
    return this;
  }

  public TestConfig clients(int capacity) {
    clients = capacity;
    return this;
  }

  public TestConfig requestWindow(int ids) {
    requestWindow = ids;
    return this;
  }

  public TestConfig safeties(int capacity) {
    safeties = capacity;
    return this;
  }

  /**
   * Holds last 15 minutes unless they say otherwise; remembered replies have room for 1,024 lines.
   */
  public EngineConfig build() {
    return new EngineConfig(
        1,
        2,
        skus,
        100,
        stock,
        reservations,
        lines,
        sessions,
        clients,
        requestWindow,
        1_024,
        safeties,
        15 * MINUTE_MICROS,
        60 * MINUTE_MICROS,
        30 * 24 * 60 * MINUTE_MICROS,
        8,
        256,
        100,
        1_024,
        List.of("POS", "EC", "BOPIS", "TRANSFER"));
  }
}
