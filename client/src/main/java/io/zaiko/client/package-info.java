/**
 * The Java client. Start at {@link io.zaiko.client.ZaikoClient}; requests are the records that end
 * in {@code Request}, answers those that end in {@code Answer}.
 *
 * <p>A JVM that uses it needs the option {@code --add-exports
 * java.base/jdk.internal.misc=ALL-UNNAMED} for the buffers that the message codecs are built on;
 * {@code config/jvm.options} has it, with those that keep newer JVMs from warning.
 */
package io.zaiko.client;
