package io.zaiko.client;

/**
 * DEFINE_SKU: defines a SKU, or updates its name.
 *
 * @param code 1 to 32 bytes
 * @param name up to 120 bytes, may be empty
 */
public record DefineSkuRequest(String code, String name) implements CommandRequest {
  public DefineSkuRequest {
    Texts.required("The code", code);
    name = Texts.optional("The name", name);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
