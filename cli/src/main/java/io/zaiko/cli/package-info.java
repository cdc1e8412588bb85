/** The {@code zaiko} command: entry point, exit codes, help. Puts all other modules together. */
package io.zaiko.cli;
