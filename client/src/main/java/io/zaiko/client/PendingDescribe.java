package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import io.zaiko.protocol.sbe.DescribedDecoder;
import io.zaiko.protocol.sbe.ResultCode;
import org.agrona.DirectBuffer;

/** Asks for the codes of handles in an answer that somebody waits for. */
final class PendingDescribe extends PendingQuery<Void> {
  private final CatalogKind kind;
  private final int[] handles;
  private final Descriptions descriptions;

  PendingDescribe(ServerLink link, CatalogKind kind, int[] handles, Descriptions descriptions) {
    super(link);
    this.kind = kind;
    this.handles = handles;
    this.descriptions = descriptions;
  }

  @Override
  boolean isInternal() {
    return true;
  }

  @Override
  int encode(QueryEncoder encoder, long correlationId) {
    return encoder.describe(correlationId, kind, handles);
  }

  @Override
  boolean onAnswer(int templateId, DirectBuffer message) {
    expect(DescribedDecoder.TEMPLATE_ID, templateId);
    int next = 0;
    for (DescribedDecoder.CodesDecoder entry : link.decoders().described(message).codes()) {
      String code = entry.code();
      if (next < handles.length && !code.isEmpty()) {
        link.codes().learn(kind, code, handles[next]);
        descriptions.put(kind, handles[next], code);
      }
      next++;
    }
    complete(null);
    descriptions.answered();
    return true;
  }

  @Override
  void refused(ResultCode code, String reason) {
    complete(null);
    descriptions.answered();
  }

  @Override
  String describe() {
    return "DESCRIBE of " + handles.length + " handles";
  }
}
