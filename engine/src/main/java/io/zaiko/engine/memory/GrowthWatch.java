package io.zaiko.engine.memory;

/** Who is told that tables grow, such as one that gets their pages ahead on a thread of its own. */
public interface GrowthWatch {
  /** A table has grown by a mebibyte or so. By the thread that fills it, so quickly. */
  void onGrown();

  /** The memory goes when this returns: nothing is touched any more. */
  void beforeClose();
}
