package io.zaiko.bench.load;

/**
 * Where a measurement ran. On small machines this decides latency more than the code does.
 *
 * @param serverCpus the cores the server was tied to, as {@code taskset} writes them; null = none,
 *     or a server that somebody else started
 * @param clientCpus the cores the rig was tied to; null = none
 * @param awake whether spinners of the idle class kept the cores from sleeping
 */
public record Placement(String serverCpus, String clientCpus, boolean awake) {}
