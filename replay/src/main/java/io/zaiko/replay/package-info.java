/** Audits: what a journal says of itself, read without the server and beside it. */
package io.zaiko.replay;
