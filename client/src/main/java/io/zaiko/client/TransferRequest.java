package io.zaiko.client;

import java.util.List;

/**
 * TRANSFER_REQUEST: promises units of one location to another.
 *
 * @param transferId chosen by the caller, unique among transfers and reservations, 1 to 64 bytes
 * @param from code of the source
 * @param to code of the destination
 * @param lines 1 to 256 lines of 1 unit or more
 */
public record TransferRequest(String transferId, String from, String to, List<SkuLine> lines)
    implements CommandRequest {
  public TransferRequest {
    Texts.required("The transfer id", transferId);
    Texts.required("The source", from);
    Texts.required("The destination", to);
    lines = Texts.lines(lines);
  }

  /** These lines. */
  public static TransferRequest of(String transferId, String from, String to, SkuLine... lines) {
    return new TransferRequest(transferId, from, to, List.of(lines));
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
