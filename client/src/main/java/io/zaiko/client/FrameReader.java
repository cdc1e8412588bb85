package io.zaiko.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.zaiko.protocol.Protocol;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts what the server sends into messages and hands each to the link, in place: nothing is copied.
 * One for each connection; event loop only.
 */
final class FrameReader extends ByteToMessageDecoder {
  private final ServerLink link;
  private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
  private boolean broken;

  FrameReader(ServerLink link) {
    this.link = link;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    ByteBuffer bytes = in.internalNioBuffer(in.readerIndex(), in.readableBytes());
    int start = in.readerIndex();
    while (!broken && in.readableBytes() >= Protocol.FRAME_HEADER_LENGTH) {
      int length = in.getIntLE(in.readerIndex());
      if (length < Protocol.MESSAGE_HEADER_LENGTH || length > Protocol.MAX_MESSAGE_LENGTH) {
        breakOff(context, "a frame of " + length + " bytes", null);
      } else if (in.readableBytes() < Protocol.FRAME_HEADER_LENGTH + length) {
        return;
      } else {
        int messageIndex = in.readerIndex() + Protocol.FRAME_HEADER_LENGTH;
        message.wrap(bytes, bytes.position() + messageIndex - start, length);
        in.readerIndex(messageIndex + length);
        handle(context);
      }
    }
    if (broken) {
      in.skipBytes(in.readableBytes());
    }
  }

  private void handle(ChannelHandlerContext context) {
    try {
      link.received(context.channel(), message);
    } catch (ZaikoProtocolException e) {
      broken = true;
      link.lost(context.channel(), e);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      breakOff(context, "a message that cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private void breakOff(ChannelHandlerContext context, String what, Exception cause) {
    broken = true;
    link.lost(
        context.channel(),
        new ZaikoProtocolException(
            "The server sent " + what + "; is it a Zaiko server, and of this release?",
            null,
            cause));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    super.channelReadComplete(context);
    link.turn();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      link.turnSoon();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    super.channelInactive(context);
    link.lost(
        context.channel(),
        new ZaikoUnreachableException("The server closed the connection", null, null));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken = true;
    link.lost(
        context.channel(),
        new ZaikoUnreachableException("The connection broke: " + cause.getMessage(), null, cause));
  }
}
