package io.zaiko.client;

import java.util.List;

/**
 * TRANSFER_RECEIVE, a fact: arrived at the destination.
 *
 * @param transferId 1 to 64 bytes
 * @param lines up to 256 lines of 1 unit or more; none = all that is in transit
 */
public record TransferReceiveRequest(String transferId, List<SkuLine> lines)
    implements CommandRequest {
  public TransferReceiveRequest {
    Texts.required("The transfer id", transferId);
    lines = Texts.lines(lines);
  }

  /** These lines; without any, all that is in transit. */
  public static TransferReceiveRequest of(String transferId, SkuLine... lines) {
    return new TransferReceiveRequest(transferId, List.of(lines));
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }

  @Override
  public int lineCount() {
    return lines.size();
  }
}
