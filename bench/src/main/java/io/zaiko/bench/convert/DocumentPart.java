package io.zaiko.bench.convert;

import io.zaiko.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;

/**
 * As many lines of a document as one command takes.
 *
 * @param reference the document's id, or {@code ID/1}, {@code ID/2} … when it needs several
 */
record DocumentPart<T>(String reference, List<T> lines) {
  /** Cuts the lines, in their order, into parts of at most 256. */
  static <T> List<DocumentPart<T>> of(String id, List<T> lines) {
    if (lines.size() <= Protocol.MAX_LINES) {
      return List.of(new DocumentPart<>(id, lines));
    }
    List<DocumentPart<T>> parts = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += Protocol.MAX_LINES) {
      int to = Math.min(lines.size(), from + Protocol.MAX_LINES);
      parts.add(new DocumentPart<>(id + '/' + (parts.size() + 1), lines.subList(from, to)));
    }
    return parts;
  }
}
