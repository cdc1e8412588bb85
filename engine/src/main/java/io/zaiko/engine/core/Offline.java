package io.zaiko.engine.core;

import io.zaiko.engine.reservation.DeviceTable;

/**
 * Facts that an offline device sends later, some of them twice: each is applied once (rule 22).
 * Engine thread only.
 */
final class Offline {
  private final DeviceTable devices;

  Offline(DeviceTable devices) {
    this.devices = devices;
  }

  /** Whether the identity of a fact decides already; then the outcome says how. */
  boolean precedes(FactOrigin origin, Outcome outcome) {
    if (!origin.hasDevice()) {
      return false;
    }
    int device = devices.find(origin.device());
    if (device == DeviceTable.NONE) {
      return false;
    }
    if (devices.isTooOld(device, origin.deviceSequence())) {
      outcome.answer(ResultCode.DEVICE_SEQUENCE_TOO_OLD);
      return true;
    }
    if (devices.isSeen(device, origin.deviceSequence())) {
      outcome.answer(ResultCode.DUPLICATE_FACT);
      return true;
    }
    return false;
  }

  /** Whether the device of a fact could be remembered. */
  boolean hasRoomFor(FactOrigin origin) {
    return !origin.hasDevice()
        || devices.hasRoom()
        || devices.find(origin.device()) != DeviceTable.NONE;
  }

  /** Remembers a fact that was applied. */
  Outcome after(FactOrigin origin, Outcome outcome) {
    if (origin.hasDevice() && outcome.code() == ResultCode.OK) {
      int known = devices.find(origin.device());
      int device = known == DeviceTable.NONE ? devices.add(origin.device()) : known;
      devices.see(device, origin.deviceSequence());
      outcome.setDeviceGaps(devices.gaps(device));
    }
    return outcome;
  }
}
