package io.zaiko.cli.command;

import io.zaiko.protocol.sbe.Bucket;
import io.zaiko.protocol.sbe.Disposition;
import io.zaiko.protocol.sbe.LocationType;
import io.zaiko.protocol.sbe.OnDeadline;
import io.zaiko.protocol.sbe.SellPolicy;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The words that options take, and what they are on the wire. Of several words in one it does not
 * matter how they are joined: quality-control, QUALITY_CONTROL and qualityControl are one.
 */
final class Choices {
  private Choices() {}

  /** Kind of a location. */
  enum Type {
    STORE("store", LocationType.STORE),
    WAREHOUSE("warehouse", LocationType.WAREHOUSE);

    private final String word;
    private final LocationType wire;

    Type(String word, LocationType wire) {
      this.word = word;
      this.wire = wire;
    }

    LocationType wire() {
      return wire;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** What a sale does about missing stock. */
  enum Policy {
    RECORD("record", SellPolicy.RECORD),
    WARN("warn", SellPolicy.WARN),
    ENFORCE("enforce", SellPolicy.ENFORCE);

    private final String word;
    private final SellPolicy wire;

    Policy(String word, SellPolicy wire) {
      this.word = word;
      this.wire = wire;
    }

    SellPolicy wire() {
      return wire;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Where returned goods go. */
  enum ReturnTo {
    QUALITY_CHECK("quality-check", Disposition.QUALITY_CHECK),
    RESELLABLE("resellable", Disposition.RESELLABLE),
    DAMAGED("damaged", Disposition.DAMAGED);

    private final String word;
    private final Disposition wire;

    ReturnTo(String word, Disposition wire) {
      this.word = word;
      this.wire = wire;
    }

    Disposition wire() {
      return wire;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** A place for units on hand. */
  enum Place {
    SELLABLE("sellable", Bucket.SELLABLE),
    DAMAGED("damaged", Bucket.DAMAGED),
    QUALITY_CONTROL("quality-control", Bucket.QUALITY_CONTROL),
    BLOCKED("blocked", Bucket.BLOCKED);

    private final String word;
    private final Bucket wire;

    Place(String word, Bucket wire) {
      this.word = word;
      this.wire = wire;
    }

    Bucket wire() {
      return wire;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Reads a bucket. */
  static final class PlaceReader implements ITypeConverter<Place> {
    @Override
    public Place convert(String text) {
      return word(text, Place.values());
    }
  }

  /** Reads where returned goods go. */
  static final class ReturnToReader implements ITypeConverter<ReturnTo> {
    @Override
    public ReturnTo convert(String text) {
      return word(text, ReturnTo.values());
    }
  }

  private static <E extends Enum<E>> E word(String text, E[] words) {
    for (E word : words) {
      if (letters(word.toString()).equals(letters(text))) {
        return word;
      }
    }
    throw new TypeConversionException("'" + text + "' is none of " + Arrays.asList(words));
  }

  private static String letters(String word) {
    return word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** What becomes of an order when its pickup deadline passes. */
  enum Passing {
    REPORT("report", OnDeadline.REPORT),
    EXPIRE("expire", OnDeadline.EXPIRE);

    private final String word;
    private final OnDeadline wire;

    Passing(String word, OnDeadline wire) {
      this.word = word;
      this.wire = wire;
    }

    OnDeadline wire() {
      return wire;
    }

    static Passing of(OnDeadline wire) {
      return wire == OnDeadline.EXPIRE ? EXPIRE : REPORT;
    }

    @Override
    public String toString() {
      return word;
    }
  }
}
