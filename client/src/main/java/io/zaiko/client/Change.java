package io.zaiko.client;

import io.zaiko.protocol.sbe.Band;
import io.zaiko.protocol.sbe.ChangeKind;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that changed.
 *
 * @param sequence position in the journal of the command that changed it
 * @param kind what happened
 * @param sku code of the SKU
 * @param location code of the location
 * @param channel name of the channel that ATS and bands are of; of PICKUP_OVERDUE that of the
 *     reservation; empty = none
 * @param ats units available to sell on the channel; empty without a channel
 * @param sellable units that may be sold, may be below 0
 * @param reserved units promised to open reservations
 * @param band how much there is now; empty without a channel
 * @param bandBefore of BAND: how much there was; else empty
 * @param reservationId of PICKUP_OVERDUE: the reservation; else empty
 */
public record Change(
    long sequence,
    ChangeKind kind,
    String sku,
    String location,
    String channel,
    OptionalInt ats,
    int sellable,
    int reserved,
    Optional<Band> band,
    Optional<Band> bandBefore,
    String reservationId) {}
