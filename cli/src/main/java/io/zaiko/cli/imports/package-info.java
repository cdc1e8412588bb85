/** Loading files of SKUs, locations and stock. */
package io.zaiko.cli.imports;
