/** Processes: the children that this one starts, and its own standing with the system. */
package io.zaiko.cli.process;
