/** A data directory opened for serving: lock, journal, recovery, pipeline, in that order. */
package io.zaiko.engine.host;
