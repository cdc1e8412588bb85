package io.zaiko.client;

import java.util.UUID;

/**
 * Names a journal: handles and sessions mean something only within one.
 *
 * @param high upper 64 bits
 * @param low lower 64 bits
 */
public record JournalId(long high, long low) {
  @Override
  public String toString() {
    return new UUID(high, low).toString();
  }
}
