package io.zaiko.bench.convert;

/** So many units of a SKU at a location. */
record Item(String location, String sku, long quantity) {}
