package io.zaiko.bench.convert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a conversion wrote and left out: numbers by name, in the order in which they are to be
 * shown. The first is {@code rows}, all rows of the trace.
 */
public record ConversionSummary(Map<String, Long> counts) {
  /** Keeps a copy, and its order. */
  public ConversionSummary {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
