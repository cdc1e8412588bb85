package io.zaiko.client;

import java.util.List;

/**
 * TRANSFER_CLOSE, a fact: the transfer is over. The lines arrived last; what is in transit then is
 * lost.
 *
 * @param transferId 1 to 64 bytes
 * @param lines up to 256 lines of 1 unit or more; none = nothing more arrived
 */
public record TransferCloseRequest(String transferId, List<SkuLine> lines)
    implements CommandRequest {
  public TransferCloseRequest {
    Texts.required("The transfer id", transferId);
    lines = Texts.lines(lines);
  }

  /** These lines; without any, nothing more arrived. */
  public static TransferCloseRequest of(String transferId, SkuLine... lines) {
    return new TransferCloseRequest(transferId, List.of(lines));
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
