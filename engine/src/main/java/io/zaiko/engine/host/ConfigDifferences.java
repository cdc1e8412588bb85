package io.zaiko.engine.host;

import io.zaiko.engine.core.EngineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a server was asked for and does not get, since its journal says otherwise. */
final class ConfigDifferences {
  private final List<String> found = new ArrayList<>();

  private ConfigDifferences() {}

  /** One line per setting that stays as journaled, in words; the identity does not count. */
  static List<String> between(EngineConfig journaled, EngineConfig proposed) {
    ConfigDifferences differences = new ConfigDifferences();
    differences.compare("sku-capacity", journaled.skuCapacity(), proposed.skuCapacity());
    differences.compare(
        "location-capacity", journaled.locationCapacity(), proposed.locationCapacity());
    differences.compare("stock-capacity", journaled.stockCapacity(), proposed.stockCapacity());
    differences.compare(
        "reservation-capacity", journaled.reservationCapacity(), proposed.reservationCapacity());
    differences.compare("line-capacity", journaled.lineCapacity(), proposed.lineCapacity());
    differences.compare(
        "session-capacity", journaled.sessionCapacity(), proposed.sessionCapacity());
    differences.compare("client-capacity", journaled.clientCapacity(), proposed.clientCapacity());
    differences.compare("request-window", journaled.requestWindow(), proposed.requestWindow());
    differences.compare(
        "line-result-capacity", journaled.lineResultCapacity(), proposed.lineResultCapacity());
    differences.compare("safety-capacity", journaled.safetyCapacity(), proposed.safetyCapacity());
    differences.compare(
        "default-hold (microseconds)", journaled.defaultHoldMicros(), proposed.defaultHoldMicros());
    differences.compare("channels", journaled.channels(), proposed.channels());
    return differences.found;
  }

  private void compare(String name, Object journaled, Object proposed) {
    if (!Objects.equals(journaled, proposed)) {
      found.add(name + " " + journaled + " (asked for: " + proposed + ")");
    }
  }
}
