package io.zaiko.client;

/**
 * The content of a command: immutable, checked only for what cannot be put on the wire at all.
 * Everything else (is the code a code, is the quantity in range, does the SKU exist) is the
 * server's to answer.
 */
public sealed interface CommandRequest
    permits DefineSkuRequest,
        DefineLocationRequest,
        SetSafetyRequest,
        SetQuotaRequest,
        SetBandsRequest,
        SuspendRequest,
        ReopenRequest,
        DeleteRequest,
        ReceiveRequest,
        SellRequest,
        ReturnRequest,
        AdjustRequest,
        CountRequest,
        CountOpenRequest,
        CountCloseRequest,
        MoveRequest,
        ReserveRequest,
        ReallocateRequest,
        CommitRequest,
        StageRequest,
        UnstageRequest,
        FulfilRequest,
        ShortRequest,
        ReleaseRequest,
        ExtendRequest,
        TransferRequest,
        TransferCancelRequest,
        TransferDispatchRequest,
        TransferReceiveRequest,
        TransferCloseRequest {
  /** For this package: the way to the codec of this command. */
  int encodeWith(CommandEncoder encoder);

  /** For this package: how many lines the command names. */
  default int lineCount() {
    return 0;
  }
}
