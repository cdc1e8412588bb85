package io.zaiko.client;

import io.zaiko.protocol.sbe.ResultCode;

/**
 * Why a subscription is over.
 *
 * @param code OK if it was cancelled, the client was closed or the listener failed; RESUME_TOO_OLD
 *     if the server does not keep the changes any more that come next: read the stock, then
 *     subscribe after the sequence of that answer; MALFORMED if it could not be put on the wire or
 *     be read; else what the server refused it with
 * @param toldSequence everything up to this position of the journal has been told
 * @param reason for people; may be empty
 */
public record SubscriptionEnd(ResultCode code, long toldSequence, String reason) {}
