/** Commands encoded without a server, for benchmarks in process and for made-up journals. */
package io.zaiko.bench.messages;
