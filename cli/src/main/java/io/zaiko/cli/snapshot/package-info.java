/** Making snapshots. */
package io.zaiko.cli.snapshot;
