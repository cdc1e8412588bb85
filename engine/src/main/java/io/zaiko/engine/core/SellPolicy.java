package io.zaiko.engine.core;

/** What a sale does about missing stock (rule 8); in the order of the schema. */
public enum SellPolicy {
  /** Records. */
  RECORD,
  /** Records, and says whom it endangers. */
  WARN,
  /** Is refused. */
  ENFORCE
}
