package io.zaiko.protocol;

import io.zaiko.protocol.sbe.*;

/** The commands of store staff and head office: settings, buckets, counts, transfers. */
final class GoldenOperations {
  private static final long SESSION = 5;

  private final GoldenMessages out;

  private GoldenOperations(GoldenMessages out) {
    this.out = out;
  }

  static void addTo(GoldenMessages out) {
    GoldenOperations operations = new GoldenOperations(out);
    operations.settings();
    operations.countsAndClosures();
    operations.moves();
    operations.transferRequest();
    operations.transferSteps();
  }

  private void settings() {
    SetQuotaEncoder quota =
        new SetQuotaEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(18)
            .session(SESSION)
            .referenceTime(0)
            .quantity(-1)
            .sku(3)
            .location(Protocol.codeRef(0))
            .channel((short) 2);
    quota.codesCount(1).next().code("TYO-1");
    out.add("SetQuota", quota);
    SetBandsEncoder bands =
        new SetBandsEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(19)
            .session(SESSION)
            .referenceTime(0)
            .low(5)
            .hysteresis(2)
            .sku(Protocol.codeRef(0))
            .forSku(YesNo.YES)
            .channel((short) Protocol.NO_CHANNEL);
    bands.codesCount(1).next().code("4901234567894");
    out.add("SetBands", bands);
    DeleteEncoder delete =
        new DeleteEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(20)
            .session(SESSION)
            .referenceTime(0)
            .target(Protocol.codeRef(0))
            .kind(CatalogKind.LOCATION);
    delete.codesCount(1).next().code("TYO-1");
    out.add("Delete", delete);
  }

  private void countsAndClosures() {
    CountOpenEncoder open =
        new CountOpenEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(21)
            .session(SESSION)
            .referenceTime(0)
            .location(7);
    open.codesCount(0);
    out.add("CountOpen", open);
    CountCloseEncoder close =
        new CountCloseEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(22)
            .session(SESSION)
            .referenceTime(0)
            .location(Protocol.codeRef(0));
    close.codesCount(1).next().code("TYO-1");
    out.add("CountClose", close);
    SuspendEncoder suspend =
        new SuspendEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(23)
            .session(SESSION)
            .referenceTime(0)
            .location(7);
    suspend.codesCount(0);
    out.add("Suspend", suspend);
    ReopenEncoder reopen =
        new ReopenEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(24)
            .session(SESSION)
            .referenceTime(0)
            .location(Protocol.codeRef(0));
    reopen.codesCount(1).next().code("渋谷");
    out.add("Reopen", reopen);
  }

  private void moves() {
    MoveEncoder move =
        new MoveEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(25)
            .session(SESSION)
            .referenceTime(0)
            .from(Bucket.QUALITY_CONTROL)
            .to(Bucket.SELLABLE);
    move.linesCount(1).next().sku(3).location(7).quantity(4);
    move.codesCount(0);
    move.reference("inspection-3");
    out.add("Move", move);
    ReallocateEncoder reallocate =
        new ReallocateEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(26)
            .session(SESSION)
            .referenceTime(0);
    reallocate.linesCount(1).next().sku(3).location(7).destination(Protocol.codeRef(0));
    reallocate.codesCount(1).next().code("TYO-1");
    reallocate.reservationId("order/88");
    out.add("Reallocate", reallocate);
  }

  private void transferRequest() {
    TransferRequestEncoder request =
        new TransferRequestEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(27)
            .session(SESSION)
            .referenceTime(0)
            .from(Protocol.codeRef(1))
            .to(7);
    request.linesCount(2).next().sku(Protocol.codeRef(0)).quantity(12).next().sku(3).quantity(6);
    request.codesCount(2).next().code("4901234567894").next().code("TYO-1");
    request.transferId("transfer/6");
    out.add("TransferRequest", request);
    out.add(
        "TransferCancel",
        new TransferCancelEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(28)
            .session(SESSION)
            .referenceTime(0)
            .transferId("transfer/6"));
  }

  private void transferSteps() {
    TransferDispatchEncoder dispatch =
        new TransferDispatchEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(29)
            .session(SESSION)
            .referenceTime(0);
    dispatch.linesCount(0);
    dispatch.codesCount(0);
    dispatch.transferId("transfer/6");
    out.add("TransferDispatch", dispatch);
    TransferReceiveEncoder receive =
        new TransferReceiveEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(30)
            .session(SESSION)
            .referenceTime(0);
    receive.linesCount(1).next().sku(3).quantity(5);
    receive.codesCount(0);
    receive.transferId("transfer/6");
    out.add("TransferReceive", receive);
    TransferCloseEncoder close =
        new TransferCloseEncoder()
            .wrapAndApplyHeader(out.buffer(), 0, out.header())
            .requestId(31)
            .session(SESSION)
            .referenceTime(0);
    close.linesCount(1).next().sku(Protocol.codeRef(0)).quantity(1);
    close.codesCount(1).next().code("4901234567894");
    close.transferId("transfer/6");
    out.add("TransferClose", close);
  }
}
