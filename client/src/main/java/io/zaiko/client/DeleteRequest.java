package io.zaiko.client;

import io.zaiko.protocol.sbe.CatalogKind;
import java.util.Objects;

/**
 * DELETE: deletes a SKU or a location that has neither stock nor open reservations.
 *
 * @param kind SKU or location
 * @param code its code
 */
public record DeleteRequest(CatalogKind kind, String code) implements CommandRequest {
  public DeleteRequest {
    Objects.requireNonNull(kind, "kind");
    Texts.required("The code", code);
  }

  /** Deletes a SKU. */
  public static DeleteRequest sku(String code) {
    return new DeleteRequest(CatalogKind.SKU, code);
  }

  /** Deletes a location. */
  public static DeleteRequest location(String code) {
    return new DeleteRequest(CatalogKind.LOCATION, code);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
