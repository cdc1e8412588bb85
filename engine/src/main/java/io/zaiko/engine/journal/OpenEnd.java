package io.zaiko.engine.journal;

import java.nio.file.Path;

/**
 * Where the finished documents of a file end.
 *
 * @param nextSequence that the next document would begin with
 * @param torn whether a document stands there that was never finished, although it says it was
 * @param marked whether the writer marked the end, since it went on in another file
 */
record OpenEnd(Path file, long position, long nextSequence, boolean torn, boolean marked) {}
