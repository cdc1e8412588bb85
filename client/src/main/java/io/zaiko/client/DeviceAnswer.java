package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;
import java.time.Instant;
import java.util.List;

/**
 * What the server knows of an offline device.
 *
 * @param code OK, or why there is no answer
 * @param device code of the device
 * @param highest highest number of its facts; 0 = it has never sent one
 * @param lowest the lowest number ever seen, or the oldest still remembered if that is higher
 * @param gaps how many numbers between the two are missing
 * @param missing the first 256 of them
 * @param sequence position in the journal that the answer shows
 * @param timeMicros engine time of that position, microseconds since 1970-01-01T00:00Z
 * @param reason what the server said about a question it could not read or serve; else empty
 */
public record DeviceAnswer(
    ResultCode code,
    String device,
    long highest,
    long lowest,
    int gaps,
    List<Long> missing,
    long sequence,
    long timeMicros,
    String reason) {
  public DeviceAnswer {
    missing = List.copyOf(missing);
  }

  /** Whether the question was answered. */
  public boolean ok() {
    return code == ResultCode.OK;
  }

  /** Engine time of the answer. */
  public Instant time() {
    return CommandOptions.Micros.toInstant(timeMicros);
  }
}
