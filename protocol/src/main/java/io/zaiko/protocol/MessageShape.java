package io.zaiko.protocol;

import static io.zaiko.protocol.MessageShape.Groups.CODES;
import static io.zaiko.protocol.MessageShape.Groups.HANDLES;
import static io.zaiko.protocol.MessageShape.Groups.LINES;
import static io.zaiko.protocol.MessageShape.Groups.LINES_AND_CHOICES;
import static io.zaiko.protocol.MessageShape.Groups.NONE;
import static io.zaiko.protocol.MessageShape.Groups.RELOCATIONS;
import static io.zaiko.protocol.MessageShape.Groups.SKU_LINES;
import static io.zaiko.protocol.MessageShape.Origin.COMMAND;
import static io.zaiko.protocol.MessageShape.Origin.INTERNAL;
import static io.zaiko.protocol.MessageShape.Origin.QUERY;
import static io.zaiko.protocol.MessageShape.TextKind.CODE;
import static io.zaiko.protocol.MessageShape.TextKind.ID;
import static io.zaiko.protocol.MessageShape.TextKind.NAME;
import static io.zaiko.protocol.MessageShape.TextKind.OPTIONAL_CODE;
import static io.zaiko.protocol.MessageShape.TextKind.OPTIONAL_ID;

import io.zaiko.protocol.sbe.*;

/**
 * The outline of every message a server can be sent: its fixed part, its groups, its texts. With it
 * one routine checks them all (see {@link CommandSyntax}).
 */
public enum MessageShape {
  CONFIGURE(ConfigureDecoder.TEMPLATE_ID, ConfigureDecoder.BLOCK_LENGTH, INTERNAL, NONE),
  TICK(TickDecoder.TEMPLATE_ID, TickDecoder.BLOCK_LENGTH, INTERNAL, NONE),
  REGISTER(RegisterDecoder.TEMPLATE_ID, RegisterDecoder.BLOCK_LENGTH, COMMAND, NONE, CODE),
  DEFINE_SKU(
      DefineSkuDecoder.TEMPLATE_ID, DefineSkuDecoder.BLOCK_LENGTH, COMMAND, NONE, CODE, NAME),
  DEFINE_LOCATION(
      DefineLocationDecoder.TEMPLATE_ID,
      DefineLocationDecoder.BLOCK_LENGTH,
      COMMAND,
      NONE,
      CODE,
      NAME,
      OPTIONAL_CODE),
  SET_SAFETY(SetSafetyDecoder.TEMPLATE_ID, SetSafetyDecoder.BLOCK_LENGTH, COMMAND, CODES),
  RECEIVE(
      ReceiveDecoder.TEMPLATE_ID,
      ReceiveDecoder.BLOCK_LENGTH,
      COMMAND,
      LINES,
      OPTIONAL_ID,
      NAME,
      OPTIONAL_CODE),
  SELL(
      SellDecoder.TEMPLATE_ID,
      SellDecoder.BLOCK_LENGTH,
      COMMAND,
      LINES,
      OPTIONAL_ID,
      OPTIONAL_ID,
      OPTIONAL_CODE),
  RETURN(
      ReturnDecoder.TEMPLATE_ID,
      ReturnDecoder.BLOCK_LENGTH,
      COMMAND,
      LINES,
      OPTIONAL_ID,
      OPTIONAL_ID,
      OPTIONAL_CODE),
  ADJUST(
      AdjustDecoder.TEMPLATE_ID,
      AdjustDecoder.BLOCK_LENGTH,
      COMMAND,
      LINES,
      OPTIONAL_ID,
      NAME,
      OPTIONAL_CODE),
  COUNT(CountDecoder.TEMPLATE_ID, CountDecoder.BLOCK_LENGTH, COMMAND, LINES, OPTIONAL_ID),
  RESERVE(
      ReserveDecoder.TEMPLATE_ID,
      ReserveDecoder.BLOCK_LENGTH,
      COMMAND,
      LINES_AND_CHOICES,
      ID,
      OPTIONAL_ID),
  COMMIT(CommitDecoder.TEMPLATE_ID, CommitDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  STAGE(StageDecoder.TEMPLATE_ID, StageDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  UNSTAGE(UnstageDecoder.TEMPLATE_ID, UnstageDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  FULFIL(FulfilDecoder.TEMPLATE_ID, FulfilDecoder.BLOCK_LENGTH, COMMAND, LINES, ID),
  SHORT(ShortDecoder.TEMPLATE_ID, ShortDecoder.BLOCK_LENGTH, COMMAND, LINES, ID),
  RELEASE(ReleaseDecoder.TEMPLATE_ID, ReleaseDecoder.BLOCK_LENGTH, COMMAND, LINES, ID),
  EXTEND(ExtendDecoder.TEMPLATE_ID, ExtendDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  REALLOCATE(
      ReallocateDecoder.TEMPLATE_ID, ReallocateDecoder.BLOCK_LENGTH, COMMAND, RELOCATIONS, ID),
  MOVE(MoveDecoder.TEMPLATE_ID, MoveDecoder.BLOCK_LENGTH, COMMAND, LINES, OPTIONAL_ID),
  COUNT_OPEN(CountOpenDecoder.TEMPLATE_ID, CountOpenDecoder.BLOCK_LENGTH, COMMAND, CODES),
  COUNT_CLOSE(CountCloseDecoder.TEMPLATE_ID, CountCloseDecoder.BLOCK_LENGTH, COMMAND, CODES),
  SUSPEND(SuspendDecoder.TEMPLATE_ID, SuspendDecoder.BLOCK_LENGTH, COMMAND, CODES),
  REOPEN(ReopenDecoder.TEMPLATE_ID, ReopenDecoder.BLOCK_LENGTH, COMMAND, CODES),
  DELETE(DeleteDecoder.TEMPLATE_ID, DeleteDecoder.BLOCK_LENGTH, COMMAND, CODES),
  SET_QUOTA(SetQuotaDecoder.TEMPLATE_ID, SetQuotaDecoder.BLOCK_LENGTH, COMMAND, CODES),
  SET_BANDS(SetBandsDecoder.TEMPLATE_ID, SetBandsDecoder.BLOCK_LENGTH, COMMAND, CODES),
  TRANSFER_REQUEST(
      TransferRequestDecoder.TEMPLATE_ID,
      TransferRequestDecoder.BLOCK_LENGTH,
      COMMAND,
      SKU_LINES,
      ID),
  TRANSFER_CANCEL(
      TransferCancelDecoder.TEMPLATE_ID, TransferCancelDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  TRANSFER_DISPATCH(
      TransferDispatchDecoder.TEMPLATE_ID,
      TransferDispatchDecoder.BLOCK_LENGTH,
      COMMAND,
      SKU_LINES,
      ID),
  TRANSFER_RECEIVE(
      TransferReceiveDecoder.TEMPLATE_ID,
      TransferReceiveDecoder.BLOCK_LENGTH,
      COMMAND,
      SKU_LINES,
      ID),
  TRANSFER_CLOSE(
      TransferCloseDecoder.TEMPLATE_ID, TransferCloseDecoder.BLOCK_LENGTH, COMMAND, SKU_LINES, ID),
  VOID(VoidDecoder.TEMPLATE_ID, VoidDecoder.BLOCK_LENGTH, INTERNAL, NONE),
  RESOLVE(ResolveDecoder.TEMPLATE_ID, ResolveDecoder.BLOCK_LENGTH, QUERY, CODES),
  DESCRIBE(DescribeDecoder.TEMPLATE_ID, DescribeDecoder.BLOCK_LENGTH, QUERY, HANDLES),
  STOCK_QUERY(StockQueryDecoder.TEMPLATE_ID, StockQueryDecoder.BLOCK_LENGTH, QUERY, CODES),
  STOCK_EVERYWHERE_QUERY(
      StockEverywhereQueryDecoder.TEMPLATE_ID,
      StockEverywhereQueryDecoder.BLOCK_LENGTH,
      QUERY,
      CODES,
      OPTIONAL_CODE),
  BASKET_QUERY(BasketQueryDecoder.TEMPLATE_ID, BasketQueryDecoder.BLOCK_LENGTH, QUERY, LINES),
  RESERVATION_QUERY(
      ReservationQueryDecoder.TEMPLATE_ID, ReservationQueryDecoder.BLOCK_LENGTH, QUERY, NONE, ID),
  NEAREST_QUERY(NearestQueryDecoder.TEMPLATE_ID, NearestQueryDecoder.BLOCK_LENGTH, QUERY, CODES),
  STOCK_LIST_QUERY(
      StockListQueryDecoder.TEMPLATE_ID, StockListQueryDecoder.BLOCK_LENGTH, QUERY, CODES),
  OPEN_RESERVATIONS_QUERY(
      OpenReservationsQueryDecoder.TEMPLATE_ID,
      OpenReservationsQueryDecoder.BLOCK_LENGTH,
      QUERY,
      CODES),
  ENDANGERED_QUERY(
      EndangeredQueryDecoder.TEMPLATE_ID, EndangeredQueryDecoder.BLOCK_LENGTH, QUERY, CODES),
  DEVICE_QUERY(DeviceQueryDecoder.TEMPLATE_ID, DeviceQueryDecoder.BLOCK_LENGTH, QUERY, NONE, CODE),
  SUBSCRIBE(SubscribeDecoder.TEMPLATE_ID, SubscribeDecoder.BLOCK_LENGTH, QUERY, CODES),
  UNSUBSCRIBE(UnsubscribeDecoder.TEMPLATE_ID, UnsubscribeDecoder.BLOCK_LENGTH, QUERY, NONE);

  /** Who may send a message. */
  public enum Origin {
    /** A client; journaled. */
    COMMAND,
    /** A client; never journaled. */
    QUERY,
    /** Only the server itself; a client that sends one is answered NOT_PERMITTED. */
    INTERNAL
  }

  /** The groups of a message, in the schema's order. */
  public enum Groups {
    NONE,
    /** Codes only. */
    CODES,
    /** Lines of SKU, location and quantity, then codes. */
    LINES,
    /** The same, then the locations that lines may choose from. */
    LINES_AND_CHOICES,
    /** Lines of SKU and quantity, then codes. */
    SKU_LINES,
    /** Lines of SKU, location and destination, then codes. */
    RELOCATIONS,
    /** Handles only. */
    HANDLES;

    /** Whether lines come first. */
    public boolean haveLines() {
      return this == LINES || this == LINES_AND_CHOICES || this == SKU_LINES || this == RELOCATIONS;
    }
  }

  /** What a variable-length field holds. */
  public enum TextKind {
    CODE,
    OPTIONAL_CODE,
    ID,
    OPTIONAL_ID,
    NAME
  }

  private static final MessageShape[] BY_TEMPLATE = new MessageShape[100];

  static {
    for (MessageShape shape : values()) {
      BY_TEMPLATE[shape.templateId] = shape;
    }
  }

  private final int templateId;
  private final int blockLength;
  private final Origin origin;
  private final Groups groups;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out, never written after construction
  private final TextKind[] texts;

  MessageShape(int templateId, int blockLength, Origin origin, Groups groups, TextKind... texts) {
    this.templateId = templateId;
    this.blockLength = blockLength;
    this.origin = origin;
    this.groups = groups;
    this.texts = texts;
  }

  /** The shape of a template, or null if a server knows none. */
  public static MessageShape of(int templateId) {
    return templateId >= 0 && templateId < BY_TEMPLATE.length ? BY_TEMPLATE[templateId] : null;
  }

  /** SBE template id. */
  public int templateId() {
    return templateId;
  }

  /** Bytes of the fixed part in this version of the schema. */
  public int blockLength() {
    return blockLength;
  }

  /** Who may send it. */
  public Origin origin() {
    return origin;
  }

  /** Which groups follow the fixed part. */
  public Groups groups() {
    return groups;
  }

  /** Number of variable-length fields after the groups. */
  public int textCount() {
    return texts.length;
  }

  /** What the n-th variable-length field holds. */
  public TextKind text(int index) {
    return texts[index];
  }
}
