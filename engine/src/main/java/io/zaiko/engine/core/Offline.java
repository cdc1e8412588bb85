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

  /** What the identity of a fact decides: OK, DUPLICATE_FACT or DEVICE_SEQUENCE_TOO_OLD. */
  ResultCode identity(FactOrigin origin) {
    int device = origin.hasDevice() ? devices.find(origin.device()) : DeviceTable.NONE;
    if (device == DeviceTable.NONE) {
      return ResultCode.OK;
    }
    if (devices.isTooOld(device, origin.deviceSequence())) {
      return ResultCode.DEVICE_SEQUENCE_TOO_OLD;
    }
    return devices.isSeen(device, origin.deviceSequence())
        ? ResultCode.DUPLICATE_FACT
        : ResultCode.OK;
  }

  /** The answer of a look ahead, but that of no room if the device could not be remembered. */
  ResultCode room(FactOrigin origin, ResultCode limits) {
    boolean fits =
        !origin.hasDevice()
            || devices.hasRoom()
            || devices.find(origin.device()) != DeviceTable.NONE;
    return fits ? limits : ResultCode.CAPACITY_EXCEEDED;
  }

  /** Remembers a fact that was applied. */
  Outcome applied(FactOrigin origin, Outcome outcome) {
    if (origin.hasDevice()) {
      int known = devices.find(origin.device());
      int device = known == DeviceTable.NONE ? devices.add(origin.device()) : known;
      devices.see(device, origin.deviceSequence());
      outcome.setDeviceGaps(devices.gaps(device));
    }
    return outcome.answer(ResultCode.OK);
  }
}
