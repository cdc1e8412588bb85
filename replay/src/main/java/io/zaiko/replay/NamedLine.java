package io.zaiko.replay;

/**
 * A line of a command as it was sent.
 *
 * @param sku code; null = none, or a handle that did not exist
 * @param location code; null = none, or a handle that did not exist
 * @param quantity units; null = the command has none
 */
public record NamedLine(String sku, String location, Long quantity) {}
