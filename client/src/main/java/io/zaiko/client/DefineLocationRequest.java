package io.zaiko.client;

import io.zaiko.protocol.Protocol;
import io.zaiko.protocol.sbe.LocationType;
import java.util.List;
import java.util.Objects;

/**
 * DEFINE_LOCATION: defines a location, or updates its attributes.
 *
 * @param code 1 to 32 bytes
 * @param name up to 120 bytes, may be empty
 * @param type store or warehouse
 * @param channels the channels it serves, by name; none = every configured channel
 * @param latitude microdegrees (degrees times 1,000,000), or {@link Protocol#NO_COORDINATE}
 * @param longitude microdegrees, or {@link Protocol#NO_COORDINATE}
 * @param region code of the region, up to 32 bytes; empty = none
 */
public record DefineLocationRequest(
    String code,
    String name,
    LocationType type,
    List<String> channels,
    int latitude,
    int longitude,
    String region)
    implements CommandRequest {
  public DefineLocationRequest {
    Texts.required("The code", code);
    name = Texts.optional("The name", name);
    Objects.requireNonNull(type, "type");
    channels = List.copyOf(channels);
    region = Texts.optional("The region", region);
  }

  /** A store without a name, a place or a region, serving every channel. */
  public static DefineLocationRequest of(String code) {
    return new DefineLocationRequest(
        code,
        "",
        LocationType.STORE,
        List.of(),
        Protocol.NO_COORDINATE,
        Protocol.NO_COORDINATE,
        "");
  }

  /** The same with this name. */
  public DefineLocationRequest withName(String text) {
    return new DefineLocationRequest(code, text, type, channels, latitude, longitude, region);
  }

  /** The same with this type. */
  public DefineLocationRequest withType(LocationType kind) {
    return new DefineLocationRequest(code, name, kind, channels, latitude, longitude, region);
  }

  /** The same serving these channels only; none = every configured channel. */
  public DefineLocationRequest withChannels(List<String> names) {
    return new DefineLocationRequest(code, name, type, names, latitude, longitude, region);
  }

  /** The same at this place, in microdegrees. */
  public DefineLocationRequest at(int latitudeMicrodegrees, int longitudeMicrodegrees) {
    return new DefineLocationRequest(
        code, name, type, channels, latitudeMicrodegrees, longitudeMicrodegrees, region);
  }

  /** The same in this region. */
  public DefineLocationRequest withRegion(String text) {
    return new DefineLocationRequest(code, name, type, channels, latitude, longitude, text);
  }

  @Override
  public int encodeWith(CommandEncoder encoder) {
    return encoder.encode(this);
  }
}
