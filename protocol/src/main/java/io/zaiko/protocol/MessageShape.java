package io.zaiko.protocol;

import static io.zaiko.protocol.MessageShape.Groups.CODES;
import static io.zaiko.protocol.MessageShape.Groups.HANDLES;
import static io.zaiko.protocol.MessageShape.Groups.LINES;
import static io.zaiko.protocol.MessageShape.Groups.NONE;
import static io.zaiko.protocol.MessageShape.Origin.COMMAND;
import static io.zaiko.protocol.MessageShape.Origin.INTERNAL;
import static io.zaiko.protocol.MessageShape.Origin.QUERY;
import static io.zaiko.protocol.MessageShape.TextKind.CODE;
import static io.zaiko.protocol.MessageShape.TextKind.ID;
import static io.zaiko.protocol.MessageShape.TextKind.NAME;
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
      NAME),
  SET_SAFETY(SetSafetyDecoder.TEMPLATE_ID, SetSafetyDecoder.BLOCK_LENGTH, COMMAND, CODES),
  RECEIVE(ReceiveDecoder.TEMPLATE_ID, ReceiveDecoder.BLOCK_LENGTH, COMMAND, LINES, OPTIONAL_ID),
  SELL(SellDecoder.TEMPLATE_ID, SellDecoder.BLOCK_LENGTH, COMMAND, LINES, OPTIONAL_ID),
  RETURN(
      ReturnDecoder.TEMPLATE_ID,
      ReturnDecoder.BLOCK_LENGTH,
      COMMAND,
      LINES,
      OPTIONAL_ID,
      OPTIONAL_ID),
  ADJUST(AdjustDecoder.TEMPLATE_ID, AdjustDecoder.BLOCK_LENGTH, COMMAND, LINES, OPTIONAL_ID, NAME),
  COUNT(CountDecoder.TEMPLATE_ID, CountDecoder.BLOCK_LENGTH, COMMAND, LINES, OPTIONAL_ID),
  RESERVE(ReserveDecoder.TEMPLATE_ID, ReserveDecoder.BLOCK_LENGTH, COMMAND, LINES, ID),
  COMMIT(CommitDecoder.TEMPLATE_ID, CommitDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  STAGE(StageDecoder.TEMPLATE_ID, StageDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  UNSTAGE(UnstageDecoder.TEMPLATE_ID, UnstageDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  FULFIL(FulfilDecoder.TEMPLATE_ID, FulfilDecoder.BLOCK_LENGTH, COMMAND, LINES, ID),
  SHORT(ShortDecoder.TEMPLATE_ID, ShortDecoder.BLOCK_LENGTH, COMMAND, LINES, ID),
  RELEASE(ReleaseDecoder.TEMPLATE_ID, ReleaseDecoder.BLOCK_LENGTH, COMMAND, LINES, ID),
  EXTEND(ExtendDecoder.TEMPLATE_ID, ExtendDecoder.BLOCK_LENGTH, COMMAND, NONE, ID),
  RESOLVE(ResolveDecoder.TEMPLATE_ID, ResolveDecoder.BLOCK_LENGTH, QUERY, CODES),
  DESCRIBE(DescribeDecoder.TEMPLATE_ID, DescribeDecoder.BLOCK_LENGTH, QUERY, HANDLES),
  STOCK_QUERY(StockQueryDecoder.TEMPLATE_ID, StockQueryDecoder.BLOCK_LENGTH, QUERY, CODES),
  STOCK_EVERYWHERE_QUERY(
      StockEverywhereQueryDecoder.TEMPLATE_ID,
      StockEverywhereQueryDecoder.BLOCK_LENGTH,
      QUERY,
      CODES),
  BASKET_QUERY(BasketQueryDecoder.TEMPLATE_ID, BasketQueryDecoder.BLOCK_LENGTH, QUERY, LINES),
  RESERVATION_QUERY(
      ReservationQueryDecoder.TEMPLATE_ID, ReservationQueryDecoder.BLOCK_LENGTH, QUERY, NONE, ID);

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
    /** Lines, then codes. */
    LINES,
    /** Handles only. */
    HANDLES
  }

  /** What a variable-length field holds. */
  public enum TextKind {
    CODE,
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
