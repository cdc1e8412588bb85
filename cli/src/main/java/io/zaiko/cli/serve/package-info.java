/** Running a server: its settings, its start and its end. */
package io.zaiko.cli.serve;
