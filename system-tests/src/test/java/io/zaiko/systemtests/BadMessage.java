package io.zaiko.systemtests;

import io.zaiko.protocol.sbe.ResultCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message that a client got wrong, and what the protocol page promises for it.
 *
 * @param what is wrong with it, for people
 * @param bytes of the message, without the frame's length
 * @param code what it is answered
 * @param isLast whether the answer is GOODBYE, and the connection is closed
 */
@SuppressWarnings("ArrayRecordComponent") // made and read by one test, compared by nobody
record BadMessage(String what, byte[] bytes, ResultCode code, boolean isLast) {
  /** A field at the place where commands have it; queries have their correlation id at 8. */
  long longAt(int offset) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
  }
}
