/** Tells whether a change made the engine slower, on whatever machine it is asked. */
package io.zaiko.bench.guard;
