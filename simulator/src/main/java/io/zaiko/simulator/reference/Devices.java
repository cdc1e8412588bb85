package io.zaiko.simulator.reference;

import io.zaiko.protocol.sbe.ResultCode;
import io.zaiko.simulator.action.Action.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which facts of offline devices were seen (rule 22). */
final class Devices {
  private final Limits limits;
  private final Map<String, TreeSet<Long>> seen = new HashMap<>();

  Devices(Limits limits) {
    this.limits = limits;
  }

  /** Why a fact does not run again, if so. */
  Optional<ResultCode> refusal(Origin origin) {
    TreeSet<Long> sequences = seen.get(origin.device());
    if (!origin.hasDevice() || sequences == null) {
      return Optional.empty();
    }
    if (origin.deviceSequence() <= sequences.last() - Limits.DEVICE_WINDOW) {
      return Optional.of(ResultCode.DEVICE_SEQUENCE_TOO_OLD);
    }
    return sequences.contains(origin.deviceSequence())
        ? Optional.of(ResultCode.DUPLICATE_FACT)
        : Optional.empty();
  }

  /** Whether there is room for the device of a fact. */
  boolean isRoomFor(Origin origin) {
    return !origin.hasDevice()
        || seen.containsKey(origin.device())
        || seen.size() < limits.devices();
  }

  /** Notes a fact that was answered OK. */
  void note(Origin origin) {
    if (origin.hasDevice()) {
      seen.computeIfAbsent(origin.device(), first -> new TreeSet<>()).add(origin.deviceSequence());
    }
  }

  /**
   * Sequences that were not seen, between the lowest ever seen, or the oldest still remembered if
   * that is higher, and the highest.
   */
  List<Long> missing(String device) {
    List<Long> missing = new ArrayList<>();
    if (seen.containsKey(device)) {
      TreeSet<Long> sequences = seen.get(device);
      long oldestRemembered = sequences.last() - Limits.DEVICE_WINDOW + 1;
      long from = Math.max(sequences.first(), oldestRemembered);
      for (long sequence = from; sequence < sequences.last(); sequence++) {
        if (!sequences.contains(sequence)) {
          missing.add(sequence);
        }
      }
    }
    return missing;
  }

  /** The lowest ever seen; 0 = nothing seen. */
  long lowest(String device) {
    return seen.containsKey(device) ? seen.get(device).first() : 0;
  }

  long highest(String device) {
    return seen.containsKey(device) ? seen.get(device).last() : 0;
  }
}
