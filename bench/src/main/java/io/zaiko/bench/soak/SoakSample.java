package io.zaiko.bench.soak;

import io.zaiko.bench.load.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server held at a moment.
 *
 * @param seconds since the load began
 * @param residentBytes memory of the process that is in use
 * @param anonymousBytes of them those that belong to no file
 * @param directBytes of direct buffers, as Java counts them
 * @param mappedBytes of mapped buffers, as Java counts them
 * @param heapBytes in use, dead objects included
 * @param heapAfterCollectionBytes in use after the last collection; -1 = there was none
 * @param handles open files and sockets
 * @param threads of the process
 * @param diskBytes that the data directory takes
 * @param rolls journal files begun so far, but the first
 * @param snapshots made so far
 * @param answered commands answered since the last sample
 * @param p99Us of their latency, in microseconds
 * @param p999Us of their latency, in microseconds
 * @param maxUs of their latency, in microseconds
 */
public record SoakSample(
    double seconds,
    long residentBytes,
    long anonymousBytes,
    long directBytes,
    long mappedBytes,
    long heapBytes,
    long heapAfterCollectionBytes,
    long handles,
    long threads,
    long diskBytes,
    int rolls,
    int snapshots,
    long answered,
    double p99Us,
    double p999Us,
    double maxUs) {

  /** As one line of JSON. */
  public String toJson() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seconds", seconds);
    line.put("resident_bytes", residentBytes);
    line.put("anonymous_bytes", anonymousBytes);
    line.put("direct_bytes", directBytes);
    line.put("mapped_bytes", mappedBytes);
    line.put("heap_bytes", heapBytes);
    line.put("heap_after_collection_bytes", heapAfterCollectionBytes);
    line.put("handles", handles);
    line.put("threads", threads);
    line.put("disk_bytes", diskBytes);
    line.put("rolls", rolls);
    line.put("snapshots", snapshots);
    line.put("answered", answered);
    line.put("p99_us", p99Us);
    line.put("p999_us", p999Us);
    line.put("max_us", maxUs);
    return Json.write(line);
  }
}
