/** The commands that ask a server or tell it something, one class each. */
package io.zaiko.cli.command;
