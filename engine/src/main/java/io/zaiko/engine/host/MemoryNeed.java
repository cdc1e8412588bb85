package io.zaiko.engine.host;

import com.sun.management.OperatingSystemMXBean;
import io.zaiko.engine.core.EngineConfig;
import io.zaiko.engine.core.InventoryEngine;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the tables of an engine take when they are full. Address space is given away freely and real
 * memory only as it is touched, so a server with too large tables would start well, and be killed
 * by the operating system when it has become busy.
 */
final class MemoryNeed {
  private static final int LARGEST_SHOWN = 4;

  /** Which setting makes which table as large as it is. */
  private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

  static {
    of("sku-capacity", "SKU codes", "SKU code index", "deleted SKU codes", "SKU names");
    of("sku-capacity", "stock directory");
    of("location-capacity", "location codes", "location code index", "deleted location codes");
    of("location-capacity", "region codes", "region code index", "deleted region codes");
    of("location-capacity", "locations", "default safety", "location attributes", "cuts");
    of("location-capacity", "points of locations", "slots of points", "uses of locations");
    of("stock-capacity", "stock", "cold stock", "lines of SKUs", "open lines");
    of("safety-capacity", "channel terms");
    of("band-capacity", "bands");
    of("reservation-capacity", "reservations", "reservation index", "due index", "due together");
    of("reservation-capacity", "closed reservations", "fulfilled reservations");
    of("line-capacity", "reservation lines");
    of("transfer-line-capacity", "transfer lines");
    of("device-capacity", "devices", "device index");
    of("session-capacity", "sessions");
    of("request-window", "request windows");
    of("client-capacity", "clients", "client index");
    of("line-result-capacity", "remembered lines");
    of("change-capacity", "changes", "counters of changes");
  }

  private final Map<String, Long> tables;

  private MemoryNeed(Map<String, Long> tables) {
    this.tables = tables;
  }

  private static void of(String setting, String... tables) {
    for (String table : tables) {
      SETTINGS.put(table, setting);
    }
  }

  /** What an engine with these settings needs. */
  static MemoryNeed of(EngineConfig config) {
    try (InventoryEngine empty = new InventoryEngine(config)) {
      return new MemoryNeed(Map.copyOf(empty.memory().tables()));
    }
  }

  /**
   * Memory of the machine, or of the container if that has less, for tables: three quarters of it.
   * A quarter is what Java takes for its own heap unless told otherwise.
   */
  static long ofThisMachine() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getTotalMemorySize() / 4 * 3;
  }

  /** All tables together, in bytes. */
  long bytes() {
    return tables.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes by setting; what no setting makes larger is left out. */
  Map<String, Long> bySetting() {
    return tables.entrySet().stream()
        .filter(table -> SETTINGS.containsKey(table.getKey()))
        .collect(
            Collectors.groupingBy(
                table -> SETTINGS.get(table.getKey()),
                Collectors.summingLong(Map.Entry::getValue)));
  }

  /**
   * Refuses settings that need more than there is.
   *
   * @param isNew whether the settings may still be changed
   * @throws HostException naming the settings that cost most
   */
  void requireWithin(long limitBytes, boolean isNew) {
    if (bytes() <= limitBytes) {
      return;
    }
    List<String> largest =
        bySetting().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(LARGEST_SHOWN)
            .map(setting -> setting.getKey() + " " + mebibytes(setting.getValue()))
            .toList();
    throw new HostException(
        "The tables would take "
            + mebibytes(bytes())
            + " when they are full, but may take "
            + mebibytes(limitBytes)
            + ". Most of it is for "
            + String.join(", ", largest)
            + ". "
            + (isNew
                ? "Lower those settings in the file of --config, or give more with --table-memory"
                : "The settings are the journal's and stay: take a machine with more memory, or, if"
                    + " the tables are far from full, give more with --table-memory"),
        null);
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + (1 << 20) - 1) >> 20);
  }
}
