package io.zaiko.engine.core;

import io.zaiko.engine.reservation.ReservationSizes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings that can change an answer. They are journaled as the first record, and a journal
 * keeps its own; flags only propose them.
 *
 * @param journalIdHigh upper half of the UUID that names the journal
 * @param journalIdLow lower half of it
 * @param skuCapacity SKUs, 1 to 8,000,000
 * @param locationCapacity locations, 1 to 32,768
 * @param stockCapacity (SKU, location) pairs with a stock record, 1 to 16,000,000
 * @param reservationCapacity reservations kept, open and closed together, 1 to 16,000,000
 * @param lineCapacity lines of those reservations, 256 to 32,000,000
 * @param sessionCapacity live sessions, 1 to 65,536
 * @param clientCapacity client names remembered, more than sessions, up to 8,000,000
 * @param requestWindow request ids remembered per session, 1 to 65,536
 * @param lineResultCapacity lines of remembered replies, 1,024 to 200,000,000
 * @param safetyCapacity pairs with a safety stock or a quota of their own, 1 to 16,000,000
 * @param defaultHoldMicros how long a hold lasts that says nothing, in microseconds, 1 to 366 days
 * @param closedRetentionMicros how long a closed reservation is kept of which nothing was
 *     fulfilled, in microseconds, 0 to 3,660 days
 * @param fulfilledRetentionMicros how long another one is kept; the same range
 * @param deviceCapacity offline devices, 1 to 1,000,000
 * @param transferLineCapacity SKUs that kept transfers moved, 256 to 16,000,000
 * @param bandCapacity SKUs with bands of their own, 1 to 8,000,000
 * @param changeCapacity changes kept for those who follow them, 1,024 to 33,554,432; rounded up to
 *     a power of two
 * @param channels names of the channels by index, 1 to 16, no two the same; each of letters, digits
 *     and {@code _ . -}, 1 to 32 bytes of UTF-8
 */
public record EngineConfig(
    long journalIdHigh,
    long journalIdLow,
    int skuCapacity,
    int locationCapacity,
    int stockCapacity,
    int reservationCapacity,
    int lineCapacity,
    int sessionCapacity,
    int clientCapacity,
    int requestWindow,
    int lineResultCapacity,
    int safetyCapacity,
    long defaultHoldMicros,
    long closedRetentionMicros,
    long fulfilledRetentionMicros,
    int deviceCapacity,
    int transferLineCapacity,
    int bandCapacity,
    int changeCapacity,
    List<String> channels) {
  /** Channels of a journal that was started without saying otherwise. */
  public static final List<String> DEFAULT_CHANNELS =
      List.of("POS", "EC", "BOPIS", "CALL_CENTER", "MARKETPLACE", "STORE_TABLET", "TRANSFER");

  private static final Pattern CHANNEL_NAME = Pattern.compile("[\\p{L}\\p{N}_.-]+");
  private static final int MAX_CHANNEL_LENGTH = 32;
  private static final int MILLION = 1_000_000;
  private static final long HOUR_MICROS = 3600L * MILLION;
  private static final long MAX_RETENTION_MICROS = 3_660L * 24 * HOUR_MICROS;
  private static final String TRANSFER = "TRANSFER";

  /** What {@link #transferChannel} gives if there is none. */
  public static final int NO_CHANNEL = -1;

  private static final long MAX_HOLD_MICROS = 366L * 24 * 3600 * MILLION;

  /** Checks every range. */
  public EngineConfig {
    channels = List.copyOf(channels);
    requireWithin("channels", channels.size(), 1, 16);
    channels.forEach(EngineConfig::requireName);
    if (channels.stream().distinct().count() < channels.size()) {
      throw new IllegalArgumentException("channels is " + channels + ", but a name stands twice");
    }
    requireWithin("sku-capacity", skuCapacity, 1, 8 * MILLION);
    requireWithin("location-capacity", locationCapacity, 1, 32_768);
    requireWithin("stock-capacity", stockCapacity, 1, 16 * MILLION);
    requireWithin("reservation-capacity", reservationCapacity, 1, 16 * MILLION);
    requireWithin("line-capacity", lineCapacity, 256, 32 * MILLION);
    requireWithin("session-capacity", sessionCapacity, 1, 65_536);
    requireWithin("client-capacity", clientCapacity, sessionCapacity + 1, 8 * MILLION);
    requireWithin("request-window", requestWindow, 1, 65_536);
    requireWithin("line-result-capacity", lineResultCapacity, 1024, 200 * MILLION);
    requireWithin("safety-capacity", safetyCapacity, 1, 16 * MILLION);
    requireWithin("default-hold", defaultHoldMicros, 1, MAX_HOLD_MICROS);
    requireWithin("closed-retention", closedRetentionMicros, 0, MAX_RETENTION_MICROS);
    requireWithin("fulfilled-retention", fulfilledRetentionMicros, 0, MAX_RETENTION_MICROS);
    requireWithin("device-capacity", deviceCapacity, 1, MILLION);
    requireWithin("transfer-line-capacity", transferLineCapacity, 256, 16 * MILLION);
    requireWithin("band-capacity", bandCapacity, 1, 8 * MILLION);
    requireWithin("change-capacity", changeCapacity, 1_024, 1 << 25);
    if ((long) sessionCapacity * requestWindow > 32 * MILLION) {
      throw new IllegalArgumentException(
          "session-capacity x request-window is "
              + (long) sessionCapacity * requestWindow
              + ", but at most 32000000 request ids can be remembered: lower one of them");
    }
  }

  /** Index of the channel that transfers promise units to, or NO_CHANNEL. */
  public int transferChannel() {
    return channels.indexOf(TRANSFER);
  }

  ReservationSizes reservationSizes() {
    return new ReservationSizes(
        reservationCapacity,
        lineCapacity,
        transferLineCapacity,
        closedRetentionMicros,
        fulfilledRetentionMicros);
  }

  private static void requireName(String channel) {
    int length = channel.getBytes(StandardCharsets.UTF_8).length;
    if (!CHANNEL_NAME.matcher(channel).matches() || length > MAX_CHANNEL_LENGTH) {
      throw new IllegalArgumentException(
          "channels has '"
              + channel
              + "', but a channel's name is 1 to "
              + MAX_CHANNEL_LENGTH
              + " bytes of letters, digits, _ . and -");
    }
  }

  private static void requireWithin(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", but must be from " + least + " to " + most);
    }
  }

  /** Room for a large retailer; memory is taken only as it is used. */
  public static EngineConfig defaults(long journalIdHigh, long journalIdLow) {
    return new EngineConfig(
        journalIdHigh,
        journalIdLow,
        MILLION,
        16_384,
        4 * MILLION,
        2 * MILLION,
        4 * MILLION,
        4_096,
        65_536,
        1_024,
        4 * MILLION,
        MILLION,
        15L * 60 * MILLION,
        HOUR_MICROS,
        30 * 24 * HOUR_MICROS,
        16_384,
        MILLION,
        100_000,
        1 << 20,
        DEFAULT_CHANNELS);
  }
}
