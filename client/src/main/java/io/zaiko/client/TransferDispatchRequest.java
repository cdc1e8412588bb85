package io.zaiko.client;

import java.util.List;

/**
 * TRANSFER_DISPATCH, a fact: left the source.
 *
 * @param transferId 1 to 64 bytes
 * @param lines up to 256 lines of 1 unit or more; none = all that is open
 */
public record TransferDispatchRequest(String transferId, List<SkuLine> lines)
    implements CommandRequest {
  public TransferDispatchRequest {
    Texts.required("The transfer id", transferId);
    lines = Texts.lines(lines);
  }

  /** These lines; without any, all that is open. */
  public static TransferDispatchRequest of(String transferId, SkuLine... lines) {
    return new TransferDispatchRequest(transferId, List.of(lines));
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
