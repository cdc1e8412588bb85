package io.zaiko.client;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which changes to be told of.
 *
 * @param sku code of the SKU; empty = all
 * @param location code of the location; empty = all
 * @param channel name of the channel whose ATS and bands are told; empty = no ATS, and the bands of
 *     all channels
 * @param topics what to tell of, one topic at least
 * @param fromSequence tell of everything after this position of the journal, 0 or more: usually the
 *     sequence of the answer that the caller has read the stock from
 */
public record SubscribeRequest(
    String sku, String location, String channel, Set<ChangeTopic> topics, long fromSequence) {
  public SubscribeRequest {
    sku = Texts.optional("The SKU", sku);
    location = Texts.optional("The location", location);
    channel = Texts.optional("The channel", channel);
    topics = Set.copyOf(topics);
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("A subscription needs a topic");
    }
    if (fromSequence < 0) {
      throw new IllegalArgumentException("Sequence " + fromSequence + " is below zero");
    }
  }

  /** Everything after a position. */
  public static SubscribeRequest after(long sequence) {
    return new SubscribeRequest("", "", "", EnumSet.allOf(ChangeTopic.class), sequence);
  }

  /** The same of one SKU. */
  public SubscribeRequest withSku(String code) {
    return new SubscribeRequest(code, location, channel, topics, fromSequence);
  }

  /** The same at one location. */
  public SubscribeRequest withLocation(String code) {
    return new SubscribeRequest(sku, code, channel, topics, fromSequence);
  }

  /** The same for one channel. */
  public SubscribeRequest withChannel(String name) {
    return new SubscribeRequest(sku, location, name, topics, fromSequence);
  }

  /** The same about these topics only. */
  public SubscribeRequest withTopics(ChangeTopic... wanted) {
    return new SubscribeRequest(sku, location, channel, Set.of(wanted), fromSequence);
  }
}
