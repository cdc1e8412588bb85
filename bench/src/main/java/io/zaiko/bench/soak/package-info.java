/**
 * A server under an even load for long ({@code SoakSession}): what it holds every few seconds
 * ({@code SoakSample}), and whether that stays where it is ({@code SoakVerdict}).
 */
package io.zaiko.bench.soak;
