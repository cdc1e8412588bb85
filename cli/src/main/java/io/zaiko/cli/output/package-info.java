/** How the command line shows results: JSON lines, tables, progress, colour. Knows no server. */
package io.zaiko.cli.output;
