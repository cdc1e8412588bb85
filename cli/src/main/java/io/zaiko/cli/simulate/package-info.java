/** Random histories through the engine and the reference engine, with a report that can go on. */
package io.zaiko.cli.simulate;
