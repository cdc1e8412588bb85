package io.zaiko.engine.core;

/** Where units on hand are; in the order of the schema. */
public enum Bucket {
  SELLABLE,
  DAMAGED,
  QUALITY_CONTROL,
  BLOCKED
}
