package com.traitly.sender.http;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Hands out every buffer only once, so that no two connections ever share one.
 *
 * <p>Whenever reading on for a body fails, the client clears its read buffer once more after it has
 * given it back. A pool may by then have handed that memory to another account's request, which
 * would be sent without its headers or not at all. With memory that nobody gets twice, the fault
 * stays where it was made. The buffers are on the heap, where a few KiB per request cost next to
 * nothing.
 */
final class UnsharedBuffers implements ByteBufferPool {
  @Override
  public RetainableByteBuffer.Mutable acquire(int size, boolean direct) {
    return RetainableByteBuffer.wrap(BufferUtil.allocate(size, false));
  }

  @Override
  public void clear() {
    // Nothing is kept.
  }
}
