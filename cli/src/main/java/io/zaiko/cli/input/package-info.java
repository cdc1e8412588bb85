/** What people type and what files hold, turned into values. Knows no server. */
package io.zaiko.cli.input;
