package io.zaiko.client;

import io.zaiko.protocol.sbe.DeviceReplyDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Asks which facts of a device are missing. It is read through the pipeline, so it uses a command's
 * credit.
 */
final class PendingDevice extends PendingQuery<DeviceAnswer> {
  private final String device;

  PendingDevice(ServerLink link, String device) {
    super(link);
    this.device = Texts.required("The device", device);
  }

  @Override
  Lane lane() {
    return link.commandLane();
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.device(correlationId, device);
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(DeviceReplyDecoder.TEMPLATE_ID, templateId);
    DeviceReplyDecoder reply = link.decoders().device(message);
    List<Long> missing = new ArrayList<>();
    for (DeviceReplyDecoder.MissingDecoder entry : reply.missing()) {
      missing.add(entry.deviceSequence());
    }
    complete(
        new DeviceAnswer(
            reply.code(),
            device,
            reply.highest(),
            reply.lowest(),
            reply.gaps(),
            missing,
            reply.sequence(),
            reply.time(),
            ""));
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(new DeviceAnswer(code, device, 0, 0, 0, List.of(), 0, 0, reason));
  }

  @Override
  String describe() {
    return "the question for device " + device;
  }
}
