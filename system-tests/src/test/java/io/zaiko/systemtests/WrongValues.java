package io.zaiko.systemtests;

import static io.zaiko.protocol.sbe.ResultCode.LIMIT_EXCEEDED;
import static io.zaiko.protocol.sbe.ResultCode.MALFORMED;

import io.zaiko.engine.core.EngineConfig;
import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.SchemaTypes;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a field may not hold, and the code that the protocol page promises for it. Goes by the types
 * of the schema; a type that is not known here fails, so a new one has to be added.
 */
final class WrongValues {
  private static final SchemaTypes TYPES = SchemaTypes.load();
  private static final int CHANNELS = EngineConfig.DEFAULT_CHANNELS.size();

  private static final Set<String> NO_REF_ALLOWED =
      Set.of("StockListQuery.location", "Subscribe.sku", "Subscribe.location");

  private static final Set<String> CHANNEL_NEEDED =
      Set.of("SetSafety.channel", "SetQuota.channel", "Reserve.channel", "StockListQuery.channel");

  private final Map<Long, ResultCode> wrong = new LinkedHashMap<>();

  private WrongValues() {}

  /**
   * The wrong values of a field of a golden message, with their codes; none if any number will do.
   *
   * @param type name of the field's type in the schema
   * @param codes entries of the message's codes group
   */
  static Map<Long, ResultCode> of(String message, String field, String type, int codes) {
    WrongValues values = new WrongValues();
    values.add(message + "." + field, type, codes);
    return values.wrong;
  }

  private void add(String name, String type, int codes) {
    switch (type) {
      case "RequestId" -> malformed(0, -1, Long.MIN_VALUE);
      case "SessionId", "TimeMicros", "Sequence", "DeviceSequence", "Bits64" ->
          malformed(-1, Long.MIN_VALUE);
      case "Metres", "Count32" -> malformed(-1, Integer.MIN_VALUE);
      case "DurationMicros" -> {
        malformed(-1, Long.MIN_VALUE);
        tooMuch(Protocol.MAX_HOLD_MICROS + 1, Long.MAX_VALUE);
      }
      case "Quantity" -> quantity(name);
      case "Ref" -> {
        malformed(Protocol.codeRef(codes), Protocol.codeRef(1_000), Integer.MIN_VALUE + 1);
        if (!NO_REF_ALLOWED.contains(name)) {
          malformed(Protocol.NO_REF);
        }
      }
      case "ChannelIndex" -> {
        malformed(CHANNELS, 16, 254);
        if (CHANNEL_NEEDED.contains(name)) {
          malformed(Protocol.NO_CHANNEL);
        }
      }
      case "ChannelMask" -> malformed(1 << CHANNELS, 0xFFFF);
      case "Microdegrees" -> microdegrees(name);
      case "Count16" -> count(name);
      case "CorrelationId", "Handle" -> {
        // Any will do: the one is the client's own, the other may be unknown.
      }
      default -> choice(type);
    }
  }

  private void malformed(long... values) {
    for (long value : values) {
      wrong.put(value, MALFORMED);
    }
  }

  private void tooMuch(long... values) {
    for (long value : values) {
      wrong.put(value, LIMIT_EXCEEDED);
    }
  }

  private void quantity(String name) {
    tooMuch(Protocol.MAX_QUANTITY + 1, Long.MAX_VALUE);
    switch (name) {
      case "Adjust.quantity" -> {
        malformed(0);
        tooMuch(-Protocol.MAX_QUANTITY - 1, Long.MIN_VALUE);
      }
      case "Count.expected" -> tooMuch(-Protocol.MAX_QUANTITY - 1, Long.MIN_VALUE);
      case "SetQuota.quantity" -> malformed(Protocol.NO_QUOTA - 1, Long.MIN_VALUE);
      case "Count.quantity", "SetSafety.quantity", "SetBands.low", "SetBands.hysteresis" ->
          malformed(-1, Long.MIN_VALUE);
      default -> malformed(0, -1, Long.MIN_VALUE);
    }
  }

  private void microdegrees(String name) {
    int most = name.endsWith(".latitude") ? 90_000_000 : 180_000_000;
    malformed(most + 1, -most - 1, Integer.MAX_VALUE, Protocol.NO_COORDINATE);
  }

  private void count(String name) {
    if (name.endsWith(".mostRows")) {
      malformed(0, Protocol.MAX_ROWS + 1, 0xFFFF);
    } else if (name.equals("Reserve.line")) {
      // The first line has a location of its own, and there are three.
      malformed(0, 2, 3, 0xFFFF);
    } else {
      throw new AssertionError("what may not be in " + name + "?");
    }
  }

  /** Enumerations count from 0; flags without a meaning are not taken for granted. */
  private void choice(String type) {
    Map<Integer, String> known = TYPES.values().get(type);
    if (known == null) {
      throw new AssertionError("what may not be in a field of type " + type + "?");
    }
    if (TYPES.isFlags(type)) {
      for (int bit = known.size(); bit < Byte.SIZE; bit++) {
        malformed(1L << bit);
      }
    } else {
      malformed(known.size(), 128, 254, 255);
    }
  }
}
