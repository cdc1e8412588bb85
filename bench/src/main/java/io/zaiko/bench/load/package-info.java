/**
 * The load rig: what is sent ({@code Mix}, {@code Conversation}), when ({@code ClosedLoop}, {@code
 * OpenLoop}), against what ({@code ChildServer}, {@code YardstickServer}), and what is kept of it
 * ({@code RawRun}).
 */
package io.zaiko.bench.load;
