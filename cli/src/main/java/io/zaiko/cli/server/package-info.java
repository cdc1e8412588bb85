/** Reaching a server: its address, its answers, the codes it knows. */
package io.zaiko.cli.server;
