package io.zaiko.simulator.reference;

/** A SKU at a location, by their handles. */
public record Pair(int sku, int location) {}
