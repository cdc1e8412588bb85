/** Playing a file of commands against a server: reading, grouping, pacing, counting. */
package io.zaiko.cli.trace;
