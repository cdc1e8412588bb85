/** Converters from data that retailers publish to traces that {@code zaiko trace} plays. */
package io.zaiko.bench.convert;
