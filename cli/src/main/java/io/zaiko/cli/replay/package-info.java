/** Audits of a journal on this machine; no server needed. */
package io.zaiko.cli.replay;
