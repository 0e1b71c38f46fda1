package com.traitly.sender.http;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Gives every buffer to one connection only, ever.
 *
 * <p>The client clears the buffer it reads into once more after it has given it back, each time
 * that reading on for a body fails. A pool may by then have handed that memory to another account's
 * request, which is sent without its headers or not at all. Memory that nobody gets twice leaves
 * such a mistake where it was made. It is of the heap, where a few KiB for a request cost next to
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
