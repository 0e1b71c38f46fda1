package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.Test;

/** No two owners ever share a buffer. */
final class UnsharedBuffersTest {
  private static final int SIZE = 4_096;

  private final UnsharedBuffers buffers = new UnsharedBuffers();

  @Test
  void isNotHarmedByAnotherThatUsesItsOwnAfterGivingItBack() {
    RetainableByteBuffer given = buffers.acquire(SIZE, true);
    ByteBuffer late = given.getByteBuffer();
    given.release();

    ByteBuffer next = buffers.acquire(SIZE, true).getByteBuffer();
    BufferUtil.append(next, "POST /hook HTTP/1.1".getBytes(StandardCharsets.US_ASCII));
    BufferUtil.clear(late);
    BufferUtil.append(late, "another account's".getBytes(StandardCharsets.US_ASCII));

    assertThat(BufferUtil.toString(next)).isEqualTo("POST /hook HTTP/1.1");
  }

  @Test
  void isEmptyAndAsLongAsAskedFor() {
    RetainableByteBuffer buffer = buffers.acquire(SIZE, false);

    assertThat(buffer.hasRemaining()).isFalse();
    assertThat(buffer.capacity()).isEqualTo(SIZE);
    assertThat(buffer.release()).isTrue();
  }
}
