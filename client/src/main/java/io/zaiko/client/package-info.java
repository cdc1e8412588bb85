/**
 * The Java client. Start at {@link io.zaiko.client.ZaikoClient}; requests are the records that end
 * in {@code Request}, answers those that end in {@code Answer}.
 *
 * <p>A JVM that uses it needs the options {@code --add-opens java.base/sun.nio.ch=ALL-UNNAMED} and
 * {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED} for the buffers of Agrona, which
 * the message codecs are built on; {@code config/jvm.options} has them all.
 */
package io.zaiko.client;
