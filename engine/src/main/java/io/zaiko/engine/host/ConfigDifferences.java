package io.zaiko.engine.host;

import io.zaiko.engine.core.EngineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What a server was asked for and does not get, since its journal says otherwise. */
final class ConfigDifferences {
  private final EngineConfig journaled;
  private final EngineConfig proposed;
  private final EngineConfig byDefault;
  private final List<String> found = new ArrayList<>();

  private ConfigDifferences(EngineConfig journaled, EngineConfig proposed) {
    this.journaled = journaled;
    this.proposed = proposed;
    byDefault = EngineConfig.defaults(proposed.journalIdHigh(), proposed.journalIdLow());
  }

  /**
   * One line per setting that stays as journaled, in words. The identity does not count, nor does a
   * proposal that is the default: nobody asked for it.
   */
  static List<String> between(EngineConfig journaled, EngineConfig proposed) {
    ConfigDifferences differences = new ConfigDifferences(journaled, proposed);
    differences.compare("sku-capacity", EngineConfig::skuCapacity);
    differences.compare("location-capacity", EngineConfig::locationCapacity);
    differences.compare("stock-capacity", EngineConfig::stockCapacity);
    differences.compare("reservation-capacity", EngineConfig::reservationCapacity);
    differences.compare("line-capacity", EngineConfig::lineCapacity);
    differences.compare("session-capacity", EngineConfig::sessionCapacity);
    differences.compare("client-capacity", EngineConfig::clientCapacity);
    differences.compare("request-window", EngineConfig::requestWindow);
    differences.compare("line-result-capacity", EngineConfig::lineResultCapacity);
    differences.compare("safety-capacity", EngineConfig::safetyCapacity);
    differences.compare("default-hold (microseconds)", EngineConfig::defaultHoldMicros);
    differences.compare("closed-retention (microseconds)", EngineConfig::closedRetentionMicros);
    differences.compare(
        "fulfilled-retention (microseconds)", EngineConfig::fulfilledRetentionMicros);
    differences.compare("device-capacity", EngineConfig::deviceCapacity);
    differences.compare("transfer-line-capacity", EngineConfig::transferLineCapacity);
    differences.compare("band-capacity", EngineConfig::bandCapacity);
    differences.compare("change-capacity", EngineConfig::changeCapacity);
    differences.compare("channels", EngineConfig::channels);
    return differences.found;
  }

  private void compare(String name, Function<EngineConfig, Object> setting) {
    Object asked = setting.apply(proposed);
    Object stays = setting.apply(journaled);
    if (!Objects.equals(asked, stays) && !Objects.equals(asked, setting.apply(byDefault))) {
      found.add(name + " " + stays + " (asked for: " + asked + ")");
    }
  }
}
