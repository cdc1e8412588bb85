/** The commands around measuring and its input. */
package io.zaiko.cli.bench;
