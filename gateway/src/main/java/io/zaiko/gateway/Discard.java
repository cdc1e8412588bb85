package io.zaiko.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a refused peer sends, and forgets it. */
final class Discard extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(Discard.class);

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
    LOG.trace("Discarding {} bytes of {}", message.readableBytes(), context.channel());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("A refused connection broke", cause);
    } else {
      LOG.error("Closing a refused connection after an error", cause);
    }
    context.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
  }
}
