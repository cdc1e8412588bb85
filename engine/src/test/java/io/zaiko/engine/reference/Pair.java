package io.zaiko.engine.reference;

/** A SKU at a location, by their codes. */
record Pair(String sku, String location) {}
